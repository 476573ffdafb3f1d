import type { Chat } from '@dify-oapi/core';

/** For each row, the day that begins with it: the time of its first moment, where the row before is of another day. */
export function daysOf(chat: Chat, messageIds: readonly string[]): readonly (number | undefined)[] {
  let before: number | undefined;
  return messageIds.map((id) => {
    const at = chat.getMessage(id)?.createdAt;
    const day = at === undefined ? before : new Date(at).setHours(0, 0, 0, 0);
    const begins = day !== before;
    before = day;
    return begins ? day : undefined;
  });
}
