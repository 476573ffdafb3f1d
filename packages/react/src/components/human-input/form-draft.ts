import type { ClientStorage, FormValue } from '@dify-oapi/core';
import type { AttachmentStore } from '../../hooks/attachment-store.ts';
import type { DifySession } from '../../provider/dify-session.ts';
import type { FilesHolder } from './field-files.ts';
import { formDraftRecord } from './form-draft-record.ts';

/** What has been put into a form that waits. */
interface FormDraftState {
  /** Only what was changed; the rest is as the form begins. */
  readonly values: Readonly<Record<string, FormValue | undefined>>;
  /** Files on their way, by field. */
  readonly uploading: Readonly<Record<string, number>>;
}

/** Keeps what was put into a form until it is sent, also while the form is not on the page, and texts over a reload. */
export interface FormDraft extends FilesHolder {
  getSnapshot(): FormDraftState;
  subscribe(listener: () => void): () => void;
}

const empty: FormDraftState = { values: {}, uploading: {} };
const drafts = new WeakMap<DifySession, Map<string, FormDraft>>();

/** What a person has put into a form. */
export function formDraftOf(session: DifySession, formId: string): FormDraft {
  const held = drafts.get(session) ?? new Map<string, FormDraft>();
  drafts.set(session, held);
  const key = keyOf(formId);
  const draft = held.get(key) ?? createFormDraft(session.records, key);
  held.set(key, draft);
  return draft;
}

/** The form was sent or is over: nothing of it is kept. */
export function dropFormDraft(session: DifySession, formId: string): void {
  const key = keyOf(formId);
  drafts.get(session)?.delete(key);
  if (session.records.get(formDraftRecord, key) !== undefined) session.records.remove(formDraftRecord, key);
}

/** A handler signs ids, each time anew; what stands before the `~` stays. */
function keyOf(formId: string): string {
  return formId.split('~', 1)[0] ?? formId;
}

function createFormDraft(records: ClientStorage, key: string): FormDraft {
  let state = empty;
  const listeners = new Set<() => void>();
  const show = (next: FormDraftState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  /** What was changed since the page has been here wins. */
  const restore = () => {
    const stored = records.get(formDraftRecord, key);
    if (stored !== undefined) show({ ...state, values: { ...stored, ...state.values } });
  };

  restore();
  if (!records.isLoaded()) void records.loaded.then(restore);
  return {
    files: new Map<string, AttachmentStore>(),
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(name, value) {
      show({ ...state, values: { ...state.values, [name]: value } });
      if (typeof value === 'string') records.set(formDraftRecord, key, textsOf(state.values));
    },
    setUploading: (name, count) => show({ ...state, uploading: { ...state.uploading, [name]: count } }),
  };
}

function textsOf(values: FormDraftState['values']): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string') texts[name] = value;
  return texts;
}
