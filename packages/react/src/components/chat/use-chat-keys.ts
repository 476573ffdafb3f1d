import { isBusy } from '@dify-oapi/core';
import { type KeyboardEvent, use } from 'react';
import { useChat } from '../../hooks/chat-context.tsx';
import { ThreadContext } from '../viewport/thread-context.ts';
import { useFeature } from './features.ts';
import { focusComposer } from './focus-composer.ts';
import { focusMessage } from './focus-message.ts';
import { pressPart } from './press-part.ts';
import { ShellContext } from './shell-context.ts';
import { ShortcutSheetContext } from './shortcut-sheet-context.ts';
import { shortcutOf } from './shortcuts.ts';

/** The one place where the keys of a chat are heard. A part that has used a key itself has prevented its default. */
export function useChatKeys(): (event: KeyboardEvent<HTMLElement>) => void {
  const chat = useChat();
  const thread = use(ThreadContext);
  const { root, openConversation } = use(ShellContext);
  const openSheet = use(ShortcutSheetContext);
  const canSearch = useFeature('search');

  return (event) => {
    const { currentTarget, target, nativeEvent } = event;
    // React hands on what happened in a popup elsewhere on the page.
    const isInside = target instanceof Node && currentTarget.contains(target);
    if (event.defaultPrevented || !isInside || nativeEvent.isComposing) return;
    switch (shortcutOf(event)) {
      case 'stop':
        if (!isBusy(chat.getSnapshot())) return;
        void chat.actions.stop();
        break;
      case 'compose':
        if (!focusComposer(root.current ?? currentTarget)) return;
        break;
      case 'search':
        if (!canSearch || chat.getSnapshot().messageIds.length === 0) return;
        thread.setSearching(true);
        break;
      case 'newConversation':
        openConversation(null);
        focusComposer(root.current ?? currentTarget);
        break;
      case 'previousMessage':
        if (isWriting(target) || !focusMessage(currentTarget, -1)) return;
        break;
      case 'nextMessage':
        if (isWriting(target) || !focusMessage(currentTarget, 1)) return;
        break;
      case 'dictate':
        if (!pressPart(currentTarget, 'dictate')) return;
        break;
      case 'readAloud':
        if (!pressPart(currentTarget, 'read-aloud')) return;
        break;
      case 'shortcuts':
        if (openSheet === undefined) return;
        openSheet();
        break;
      case undefined:
        return;
    }
    event.preventDefault();
  };
}

/** Whether the arrow keys move within a text. */
function isWriting(target: EventTarget): boolean {
  return (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.value !== '';
}
