import { type ChatActions, type ChatSnapshot, isBusy } from '@dify-oapi/core';
import { isShallowEqual } from './selection.ts';
import { useChatSnapshot } from './use-chat-snapshot.ts';
import { type OpenChat, type OpenChatOptions, useOpenChat } from './use-open-chat.ts';

/** What `useChatStream` takes. */
export interface UseChatStreamOptions extends OpenChatOptions {
  /**
   * What to render again for: `all` is every frame with new text, `structure` only rows that come or go and changes of
   * state; rows then read themselves with `useMessage`. @default 'all'
   */
  subscribe?: 'all' | 'structure' | undefined;
}

/** A conversation without its texts, and its verbs. */
export interface ChatStructure extends Omit<ChatSnapshot, 'messages'>, ChatActions, OpenChat {
  /** Whether an answer is on its way. */
  readonly isBusy: boolean;
}

/** A conversation and its verbs. */
export interface ChatStream extends ChatStructure, Pick<ChatSnapshot, 'messages'> {}

/**
 * One conversation with the app: its messages as they are written, and the verbs to go on.
 * Leaving the view detaches from a running answer and never stops it; coming back finds it.
 */
export function useChatStream(options: UseChatStreamOptions & { subscribe: 'structure' }): ChatStructure;
export function useChatStream(options?: UseChatStreamOptions): ChatStream;
export function useChatStream(options: UseChatStreamOptions = {}): ChatStructure | ChatStream {
  const opened = useOpenChat(options);
  const snapshot: Omit<ChatSnapshot, 'messages'> = useChatSnapshot(
    opened.chat,
    options.subscribe === 'structure' ? structureOf : itself,
    isShallowEqual,
  );
  return { ...snapshot, ...opened.chat.actions, ...opened, isBusy: isBusy(snapshot) };
}

function structureOf({ messages: _, ...structure }: ChatSnapshot): Omit<ChatSnapshot, 'messages'> {
  return structure;
}

function itself(snapshot: ChatSnapshot): Omit<ChatSnapshot, 'messages'> {
  return snapshot;
}
