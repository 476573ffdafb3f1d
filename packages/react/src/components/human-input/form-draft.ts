import type { FormValue } from '@dify-oapi/core';
import type { AttachmentStore } from '../../hooks/attachment-store.ts';
import type { DifySession } from '../../provider/dify-session.ts';
import type { FilesHolder } from './field-files.ts';

/** What has been put into a form that waits. */
interface FormDraftState {
  /** Only what was changed; the rest is as the form begins. */
  readonly values: Readonly<Record<string, FormValue | undefined>>;
  /** Files on their way, by field. */
  readonly uploading: Readonly<Record<string, number>>;
}

/** Keeps what was put into a form until it is sent, also while the form is not on the page. */
export interface FormDraft extends FilesHolder {
  getSnapshot(): FormDraftState;
  subscribe(listener: () => void): () => void;
  /** It was sent: the next who opens the form begins anew. */
  drop(): void;
}

const empty: FormDraftState = { values: {}, uploading: {} };
const drafts = new WeakMap<DifySession, Map<string, FormDraft>>();

/** What a person has put into a form. */
export function formDraftOf(session: DifySession, formId: string): FormDraft {
  const held = drafts.get(session) ?? new Map<string, FormDraft>();
  drafts.set(session, held);
  const draft = held.get(formId) ?? createFormDraft(() => held.delete(formId));
  held.set(formId, draft);
  return draft;
}

function createFormDraft(drop: () => void): FormDraft {
  let state = empty;
  const listeners = new Set<() => void>();
  const show = (next: FormDraftState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  return {
    files: new Map<string, AttachmentStore>(),
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (name, value) => show({ ...state, values: { ...state.values, [name]: value } }),
    setUploading: (name, count) => show({ ...state, uploading: { ...state.uploading, [name]: count } }),
    drop,
  };
}
