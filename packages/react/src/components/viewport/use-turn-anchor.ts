import { isBusy } from '@dify-oapi/core';
import { use, useEffect, useRef } from 'react';
import { useChatSelector } from '../../hooks/use-chat-selector.ts';
import { ShellContext } from '../chat/shell-context.ts';
import { ThreadContext } from './thread-context.ts';

/** Brings a question to its place when it is asked. */
export function useTurnAnchor(): void {
  const { anchor } = use(ShellContext);
  const thread = use(ThreadContext);
  const wasBusy = useRef(false);
  const busy = useChatSelector(isBusy);
  const questionId = useChatSelector(({ messages }) => messages.findLast(({ role }) => role === 'user')?.id);

  useEffect(() => {
    const isNew = busy && !wasBusy.current;
    wasBusy.current = busy;
    if (!busy || questionId === undefined) return;
    // One that waited its turn does not pull back a reader who has gone elsewhere.
    if (!isNew && thread.stick.isAway()) return;
    if (thread.place(questionId, anchor)) return;
    thread.stick.toEnd();
    const frame = requestAnimationFrame(() => thread.place(questionId, anchor));
    return () => cancelAnimationFrame(frame);
  }, [busy, questionId, anchor, thread]);
}
