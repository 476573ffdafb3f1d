import type { Conversation } from '@dify-oapi/core';

/** When conversations were last used, as people say it. */
export type ConversationAge = 'today' | 'yesterday' | 'lastSevenDays' | 'older';

/** Groups conversations by when they were last used, and keeps their order. Empty groups are left out. */
export function groupConversations(
  conversations: readonly Conversation[],
  now: number,
): readonly { readonly age: ConversationAge; readonly conversations: readonly Conversation[] }[] {
  const today = new Date(now).setHours(0, 0, 0, 0);
  const groups = new Map<ConversationAge, Conversation[]>();
  for (const conversation of conversations) {
    const day = new Date((conversation.updated_at ?? conversation.created_at) * 1000).setHours(0, 0, 0, 0);
    const days = Math.round((today - day) / 86_400_000);
    const age = days <= 0 ? 'today' : days === 1 ? 'yesterday' : days <= 7 ? 'lastSevenDays' : 'older';
    groups.set(age, [...(groups.get(age) ?? []), conversation]);
  }
  const order = ['today', 'yesterday', 'lastSevenDays', 'older'] as const;
  return order.flatMap((age) => {
    const held = groups.get(age);
    return held === undefined ? [] : [{ age, conversations: held }];
  });
}
