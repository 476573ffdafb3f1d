import type { Chat } from '@dify-oapi/core';
import type { InputIssue, InputValue } from '../components/inputs-form/input-field.ts';

/** What has been put into an app's form, in one conversation. */
interface InputsState {
  /** Only what was changed; the rest is as the form begins. */
  readonly values: Readonly<Record<string, InputValue | undefined>>;
  readonly issues: readonly InputIssue[];
  /** How often a send was held back: the form then shows the first field that is wrong. */
  readonly refusals: number;
}

/** Keeps the values of a form while its conversation is held. */
export interface InputsStore {
  getSnapshot(): InputsState;
  subscribe(listener: () => void): () => void;
  set(name: string, value: InputValue | undefined): void;
  /** Says what is wrong. `isRefusal`: something could not be sent for it. */
  tell(issues: readonly InputIssue[], isRefusal: boolean): void;
}

const stores = new WeakMap<Chat, InputsStore>();

/** The values of the form of a conversation. */
export function inputsOf(chat: Chat): InputsStore {
  let store = stores.get(chat);
  if (store === undefined) {
    store = createInputsStore();
    stores.set(chat, store);
  }
  return store;
}

function createInputsStore(): InputsStore {
  let state: InputsState = { values: {}, issues: [], refusals: 0 };
  const listeners = new Set<() => void>();
  const show = (next: Partial<InputsState>) => {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  };
  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(name, value) {
      show({ values: { ...state.values, [name]: value }, issues: state.issues.filter(({ field }) => field !== name) });
    },
    tell(issues, isRefusal) {
      show({ issues, refusals: isRefusal ? state.refusals + 1 : state.refusals });
    },
  };
}
