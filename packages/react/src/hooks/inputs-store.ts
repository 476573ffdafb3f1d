import type { Chat, ClientStorage } from '@dify-oapi/core';
import type { FilesHolder } from '../components/human-input/field-files.ts';
import type { InputIssue, InputValue } from '../components/inputs-form/input-field.ts';
import { inputsRecord } from './inputs-record.ts';

/** What has been put into an app's form, in one conversation. */
interface InputsState {
  /** Only what was changed; the rest is as the form begins. */
  readonly values: Readonly<Record<string, InputValue | undefined>>;
  /** What went with the last message, as Dify takes it. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly issues: readonly InputIssue[];
  /** Files on their way, by variable. */
  readonly uploading: Readonly<Record<string, number>>;
  /** How often a send was held back: the form then shows the first field that is wrong. */
  readonly refusals: number;
}

/** Keeps the values of a form while its conversation is held, and what was sent over a reload. */
export interface InputsStore extends FilesHolder {
  getSnapshot(): InputsState;
  subscribe(listener: () => void): () => void;
  set(name: string, value: InputValue | undefined): void;
  /** Says what is wrong. `isRefusal`: something could not be sent for it. */
  tell(issues: readonly InputIssue[], isRefusal: boolean): void;
  /** Something is sent with these values of the form. */
  keep(sent: Readonly<Record<string, unknown>>): void;
}

const empty: InputsState = { values: {}, sent: {}, issues: [], uploading: {}, refusals: 0 };
const stores = new WeakMap<Chat, InputsStore>();

/** The values of the form of a conversation. */
export function inputsOf(chat: Chat, records: ClientStorage): InputsStore {
  let store = stores.get(chat);
  if (store === undefined) {
    store = createInputsStore(chat, records);
    stores.set(chat, store);
  }
  return store;
}

function createInputsStore(chat: Chat, records: ClientStorage): InputsStore {
  let key = chat.getSnapshot().conversationId;
  let state = empty;
  const listeners = new Set<() => void>();
  const files: FilesHolder['files'] = new Map();

  function show(next: Partial<InputsState>): void {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  }
  function write(): void {
    if (key !== null && Object.keys(state.sent).length > 0) records.set(inputsRecord, key, state.sent);
  }
  function restore(): void {
    const stored = key === null ? undefined : records.get(inputsRecord, key);
    if (stored !== undefined && state.sent === empty.sent) show({ sent: stored });
  }

  restore();
  if (!records.isLoaded()) void records.loaded.then(restore);
  chat.subscribe(() => {
    const next = chat.getSnapshot().conversationId;
    if (next === key) return;
    const isOther = key !== null;
    key = next;
    if (!isOther) return write();
    files.clear();
    show(empty);
    restore();
  });

  return {
    files,
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(name, value) {
      show({ values: { ...state.values, [name]: value }, issues: state.issues.filter(({ field }) => field !== name) });
    },
    setUploading: (name, count) => show({ uploading: { ...state.uploading, [name]: count } }),
    tell(issues, isRefusal) {
      show({ issues, refusals: isRefusal ? state.refusals + 1 : state.refusals });
    },
    keep(sent) {
      show({ sent });
      write();
    },
  };
}
