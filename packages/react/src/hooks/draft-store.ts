import { type Chat, type ClientStorage, type DifyClient, draftRecord } from '@dify-oapi/core';
import { sessionOf } from '../provider/session-of.ts';
import { type AttachmentStore, createAttachmentStore } from './attachment-store.ts';

/** What is being written in a conversation and has not been sent. */
export interface Draft {
  getText(): string;
  setText(text: string): void;
  subscribe(listener: () => void): () => void;
  readonly attachments: AttachmentStore;
}

/** The key of what is written in a conversation that does not exist yet. */
const newConversation = 'new';
const drafts = new WeakMap<Chat, Draft>();

/** The draft of a conversation. Kept while the conversation is held, and its text over a reload. */
export function draftOf(chat: Chat, dify: DifyClient): Draft {
  let draft = drafts.get(chat);
  if (draft === undefined) {
    draft = createDraft(chat, dify, sessionOf(dify).records);
    drafts.set(chat, draft);
  }
  return draft;
}

function createDraft(chat: Chat, dify: DifyClient, records: ClientStorage): Draft {
  const keyNow = () => chat.getSnapshot().conversationId ?? newConversation;
  let key = keyNow();
  let text = records.get(draftRecord, key) ?? '';
  let isTouched = text !== '';
  const listeners = new Set<() => void>();

  function show(next: string): void {
    text = next;
    for (const listener of [...listeners]) listener();
  }
  function keep(): void {
    if (text === '') records.remove(draftRecord, key);
    else records.set(draftRecord, key, text);
  }
  /** A new conversation has got its id: its draft goes with it. */
  function follow(): void {
    const next = keyNow();
    if (next === key) return;
    records.remove(draftRecord, key);
    key = next;
    keep();
  }

  if (!records.isLoaded()) {
    void records.loaded.then(() => {
      const stored = records.get(draftRecord, key);
      if (!isTouched && stored !== undefined) show(stored);
    });
  }
  return {
    getText: () => text,
    setText(next) {
      isTouched = true;
      if (next === text) return;
      show(next);
      follow();
      keep();
    },
    subscribe(listener) {
      const unfollow = chat.subscribe(follow);
      listeners.add(listener);
      return () => {
        unfollow();
        listeners.delete(listener);
      };
    },
    attachments: createAttachmentStore(dify),
  };
}
