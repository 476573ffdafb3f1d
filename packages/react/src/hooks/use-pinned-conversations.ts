import { useSyncExternalStore } from 'react';
import { sessionOf } from '../provider/session-of.ts';
import { useDify } from '../provider/use-dify.ts';
import { type PinnedConversation, pinnedConversations } from './pinned-conversations.ts';

/** The pinned conversations and what can be done with them. */
export interface PinnedConversationsResult {
  /** By id, the last pinned first. Kept in the provider's `storage`, by person: Dify knows no pins. */
  readonly pins: ReadonlyMap<string, PinnedConversation>;
  pin(id: string, name: string): void;
  unpin(id: string): void;
}

/** The conversations that the reader keeps on top. */
export function usePinnedConversations(): PinnedConversationsResult {
  const { getSnapshot, pin, subscribe, unpin } = pinnedConversations(sessionOf(useDify()));
  const pins = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  return { pins, pin, unpin };
}
