import type { Chat, ChatListeners, DifyClient, WhenBusy } from '@dify-oapi/core';
import { use, useCallback, useEffect, useState } from 'react';
import { DifyContext } from '../provider/dify-context.ts';
import { type ChatRegistry, chatRegistry } from './chat-registry.ts';

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
  /**
   * What becomes of a message that is sent while an answer runs: refused, kept in `queue` until that answer has ended, or the
   * answer is stopped for it. @default 'reject'
   */
  whenBusy?: WhenBusy | undefined;
  /**
   * Whether an answer that ran when the page was left, or that another tab began, goes on here by itself. A view that names
   * no conversation comes back to the one whose answer ran. @default true
   */
  autoResume?: boolean | undefined;
}

/** A conversation with the way to another one. */
export interface OpenChat {
  readonly chat: Chat;
  /** Goes to another conversation; `null` begins a new one. Never stops an answer. */
  openConversation(conversationId: string | null): void;
}

/** Never the same in two lives of a page: what ran in one is found in the next. */
const localId = () => `new-${Math.random().toString(36).slice(2, 10)}`;

/** The conversation that a view is on, from the client's registry. */
export function useOpenChat(options: OpenChatOptions): OpenChat {
  const { conversationId: controlled, inputs, onEvent, onConversationIdChange, onFinish, onError, onWarning } = options;
  const { autoResume = true, whenBusy } = options;
  const dify = use(DifyContext)?.dify;
  const [own, setOwn] = useState(options.defaultConversationId ?? null);
  const [fresh, setFresh] = useState(localId);
  const [before, setBefore] = useState(controlled);
  if (before !== controlled) {
    setBefore(controlled);
    if (controlled === null) setFresh(localId());
  }
  const wanted = controlled === undefined ? own : controlled;
  const registry = options.chat === undefined ? registryOf(dify) : undefined;
  const entry = registry?.open(wanted ?? fresh, wanted);
  const chat = options.chat ?? entry?.chat;
  if (chat === undefined) throw new Error('useChatStream lost its conversation.');
  const isUnnamed = controlled === undefined && options.defaultConversationId === undefined;

  const openConversation = useCallback(
    (conversationId: string | null) => {
      if (conversationId === null) setFresh(localId());
      setOwn(conversationId);
      onConversationIdChange?.(conversationId);
    },
    [onConversationIdChange],
  );

  useEffect(() => registry?.wake(autoResume), [registry, autoResume]);
  useEffect(() => entry?.configure({ inputs, whenBusy }), [entry, inputs, whenBusy]);
  useEffect(
    () =>
      entry?.view({
        onDeleted: () => openConversation(null),
        ...(onEvent && { onEvent }),
        ...(onConversationIdChange && { onConversationIdChange }),
        ...(onFinish && { onFinish }),
        ...(onError && { onError }),
        ...(onWarning && { onWarning }),
      }),
    [entry, openConversation, onEvent, onConversationIdChange, onFinish, onError, onWarning],
  );
  useEffect(() => {
    if (!isUnnamed || !autoResume) return;
    return registry?.takeView(({ key, conversationId }) => {
      if (conversationId === null) setFresh(key);
      else setOwn(conversationId);
    });
  }, [registry, isUnnamed, autoResume]);
  useEffect(() => {
    if (isUnnamed && entry !== undefined) registry?.rememberView(entry.key);
  }, [registry, entry, isUnnamed]);
  useEffect(() => {
    const { conversationId, history } = chat.getSnapshot();
    if (conversationId !== null && history.status === 'idle') void chat.actions.refresh();
    if (autoResume) entry?.resume();
  }, [chat, entry, autoResume]);

  return { chat, openConversation };
}

function registryOf(dify: DifyClient | undefined): ChatRegistry {
  if (dify === undefined) {
    throw new Error(
      "useChatStream found no client. Wrap the tree in <DifyProvider dify={createBrowserDify({ url: '/api/dify/…' })}>.",
    );
  }
  return chatRegistry(dify);
}
