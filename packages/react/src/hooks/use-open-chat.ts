import type { Chat, ChatListeners } from '@dify-oapi/core';
import { use, useEffect, useState } from 'react';
import { DifyContext } from '../provider/dify-context.ts';
import { type ChatEntry, chatRegistry } from './chat-registry.ts';

/** Which conversation a view is on. */
export interface OpenChatOptions extends ChatListeners {
  /** A conversation made with `createChat`; then its own listeners are told, not these. */
  chat?: Chat | undefined;
  /** The conversation to be on; `null` is a new one. Comes with `onConversationIdChange`. */
  conversationId?: string | null | undefined;
  /** The conversation to begin on. @default a new one */
  defaultConversationId?: string | null | undefined;
  /** Values of the app's variables for every send. */
  inputs?: Readonly<Record<string, unknown>> | undefined;
}

/** A conversation with the way to another one. */
export interface OpenChat {
  readonly chat: Chat;
  /** Goes to another conversation; `null` begins a new one. Never stops an answer. */
  openConversation(conversationId: string | null): void;
}

let localIds = 0;
const localId = () => `new-${++localIds}`;

/** The conversation that a view is on, from the client's registry. */
export function useOpenChat(options: OpenChatOptions): OpenChat {
  const { conversationId: controlled, inputs, onEvent, onConversationIdChange, onFinish, onError, onWarning } = options;
  const dify = use(DifyContext)?.dify;
  const [own, setOwn] = useState(options.defaultConversationId ?? null);
  const [fresh, setFresh] = useState(localId);
  const [before, setBefore] = useState(controlled);
  if (before !== controlled) {
    setBefore(controlled);
    if (controlled === null) setFresh(localId());
  }
  const wanted = controlled === undefined ? own : controlled;
  const entry = options.chat === undefined ? open(dify, wanted, fresh) : undefined;
  const chat = options.chat ?? entry?.chat;
  if (chat === undefined) throw new Error('useChatStream lost its conversation.');

  useEffect(() => entry?.setInputs(inputs), [entry, inputs]);
  useEffect(
    () =>
      entry?.view({
        ...(onEvent && { onEvent }),
        ...(onConversationIdChange && { onConversationIdChange }),
        ...(onFinish && { onFinish }),
        ...(onError && { onError }),
        ...(onWarning && { onWarning }),
      }),
    [entry, onEvent, onConversationIdChange, onFinish, onError, onWarning],
  );
  useEffect(() => {
    const { conversationId, history } = chat.getSnapshot();
    if (conversationId !== null && history.status === 'idle') void chat.actions.refresh();
  }, [chat]);

  return {
    chat,
    openConversation(conversationId) {
      if (conversationId === null) setFresh(localId());
      setOwn(conversationId);
      onConversationIdChange?.(conversationId);
    },
  };
}

function open(dify: Parameters<typeof chatRegistry>[0] | undefined, wanted: string | null, fresh: string): ChatEntry {
  if (dify === undefined) {
    throw new Error(
      "useChatStream found no client. Wrap the tree in <DifyProvider dify={createBrowserDify({ url: '/api/dify/…' })}>.",
    );
  }
  return chatRegistry(dify).open(wanted ?? fresh, wanted);
}
