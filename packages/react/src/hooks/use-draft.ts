import { useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { useChat } from './chat-context.tsx';
import { draftOf } from './draft-store.ts';

/** What is being written in the conversation above, kept when one looks elsewhere. */
export function useDraft() {
  const draft = draftOf(useChat(), useDify());
  const text = useSyncExternalStore(draft.subscribe, draft.getText, noText);
  return { text, setText: draft.setText };
}

/** A server knows of no draft; what the browser kept shows when the page has come to life. */
function noText(): string {
  return '';
}
