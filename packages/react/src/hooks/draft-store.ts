import type { Chat, DifyClient } from '@dify-oapi/core';
import { type AttachmentStore, createAttachmentStore } from './attachment-store.ts';

/** What is being written in a conversation and has not been sent. */
export interface Draft {
  getText(): string;
  setText(text: string): void;
  subscribe(listener: () => void): () => void;
  readonly attachments: AttachmentStore;
}

const drafts = new WeakMap<Chat, Draft>();

/** The draft of a conversation. Kept while the conversation is held, so that coming back finds it. */
export function draftOf(chat: Chat, dify: DifyClient): Draft {
  let draft = drafts.get(chat);
  if (draft === undefined) {
    draft = createDraft(dify);
    drafts.set(chat, draft);
  }
  return draft;
}

function createDraft(dify: DifyClient): Draft {
  let text = '';
  const listeners = new Set<() => void>();
  return {
    getText: () => text,
    setText(next) {
      if (next === text) return;
      text = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    attachments: createAttachmentStore(dify),
  };
}
