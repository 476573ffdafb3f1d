import type { Chat } from '@dify-oapi/core';
import { type Ref, type RefObject, use, useImperativeHandle } from 'react';
import { draftOf } from '../../hooks/draft-store.ts';
import { useDify } from '../../provider/use-dify.ts';
import { BubbleContext } from '../launcher/bubble-context.ts';
import { findMessage } from '../viewport/find-message.ts';
import type { Thread } from '../viewport/thread.ts';
import type { DifyChatHandle } from './chat-handle.ts';
import { focusComposer } from './focus-composer.ts';

/** What a handle works on. */
export interface HandledChat {
  readonly chat: Chat;
  readonly thread: Thread;
  readonly root: RefObject<HTMLElement | null>;
  openConversation(conversationId: string | null): void;
}

/** Gives a host its hold on the chat. */
export function useChatHandle(ref: Ref<DifyChatHandle> | undefined, handled: HandledChat): void {
  const dify = useDify();
  const bubble = use(BubbleContext);
  const { chat, thread, root, openConversation } = handled;
  useImperativeHandle(
    ref,
    () => ({
      open: () => bubble?.setOpen(true),
      close: () => bubble?.setOpen(false),
      toggle: () => bubble?.setOpen(!bubble.isOpen),
      sendMessage: (message, options) => chat.actions.sendMessage(message, options),
      setDraft: (text) => draftOf(chat, dify).setText(text),
      focus() {
        if (bubble !== null && !bubble.isOpen) bubble.setOpen(true);
        else focusComposer(root.current);
      },
      newConversation: () => openConversation(null),
      openConversation,
      scrollToEnd: () => thread.stick.toEnd(),
      async scrollToMessage(messageId) {
        const id = await findMessage(chat, messageId);
        return id !== undefined && (await thread.reveal(id, true));
      },
      getChat: () => chat,
    }),
    [bubble, chat, dify, thread, root, openConversation],
  );
}
