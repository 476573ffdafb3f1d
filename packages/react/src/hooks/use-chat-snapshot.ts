import type { Chat, ChatSnapshot } from '@dify-oapi/core';
import { useMemo, useSyncExternalStore } from 'react';
import { createSelection } from './selection.ts';

/** A part of a conversation; renders again when the part changes. */
export function useChatSnapshot<Selected>(
  chat: Chat,
  select: (snapshot: ChatSnapshot) => Selected,
  isEqual: (before: Selected, after: Selected) => boolean = Object.is,
): Selected {
  const getSelected = useMemo(() => createSelection(chat.getSnapshot, select, isEqual), [chat, select, isEqual]);
  return useSyncExternalStore(chat.subscribe, getSelected, getSelected);
}
