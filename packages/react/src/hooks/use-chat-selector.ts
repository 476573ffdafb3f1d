import type { ChatSnapshot } from '@dify-oapi/core';
import { useChat } from './chat-context.tsx';
import { useChatSnapshot } from './use-chat-snapshot.ts';

/** A part of the conversation above. Renders again only when the part changes. */
export function useChatSelector<Selected>(
  select: (snapshot: ChatSnapshot) => Selected,
  isEqual?: (before: Selected, after: Selected) => boolean,
): Selected {
  return useChatSnapshot(useChat(), select, isEqual);
}
