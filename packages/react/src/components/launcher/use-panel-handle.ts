import { type Ref, type RefCallback, useCallback, useImperativeHandle, useRef } from 'react';
import type { DifyChatHandle } from '../chat/chat-handle.ts';
import type { Bubble } from './bubble-context.ts';

/**
 * A host's hold on a chat that may not have been loaded yet: what it is told to do waits until it is there.
 * @returns the ref for the chat inside
 */
export function usePanelHandle(ref: Ref<DifyChatHandle> | undefined, bubble: Bubble): RefCallback<DifyChatHandle> {
  const inner = useRef<DifyChatHandle>(null);
  const waiting = useRef<((handle: DifyChatHandle) => void)[]>([]);
  const { setOpen, isOpen, load } = bubble;

  useImperativeHandle(ref, () => {
    const whenThere = <Result>(call: (handle: DifyChatHandle) => Result | Promise<Result>): Promise<Result> => {
      if (inner.current !== null) return Promise.resolve(call(inner.current));
      load();
      return new Promise((resolve) => waiting.current.push((handle) => resolve(call(handle))));
    };
    return {
      open: () => setOpen(true),
      close: () => setOpen(false),
      toggle: () => setOpen(!isOpen),
      focus() {
        if (isOpen) inner.current?.focus();
        else setOpen(true);
      },
      sendMessage: (message, options) => whenThere((chat) => chat.sendMessage(message, options)),
      setDraft: (text) => void whenThere((chat) => chat.setDraft(text)),
      newConversation: () => void whenThere((chat) => chat.newConversation()),
      openConversation: (id) => void whenThere((chat) => chat.openConversation(id)),
      scrollToEnd: () => inner.current?.scrollToEnd(),
      scrollToMessage: (id) => whenThere((chat) => chat.scrollToMessage(id)),
      getChat: () => inner.current?.getChat(),
    };
  }, [isOpen, setOpen, load]);

  return useCallback((handle: DifyChatHandle | null) => {
    inner.current = handle;
    if (handle === null) return;
    for (const call of waiting.current.splice(0)) call(handle);
  }, []);
}
