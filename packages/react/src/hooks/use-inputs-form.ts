import { use, useSyncExternalStore } from 'react';
import { ShellContext } from '../components/chat/shell-context.ts';
import {
  checkInput,
  type InputField,
  type InputIssue,
  type InputValue,
  inputFieldsOf,
  inputOf,
} from '../components/inputs-form/input-field.ts';
import { sessionOf } from '../provider/session-of.ts';
import { useDify } from '../provider/use-dify.ts';
import { useChat } from './chat-context.tsx';
import { inputsOf } from './inputs-store.ts';
import { useAppConfig } from './use-app-config.ts';
import { useChatSelector } from './use-chat-selector.ts';

/** The app's form for the conversation above. */
export interface InputsForm {
  /** Empty where the app asks for nothing. */
  readonly fields: readonly InputField[];
  /** Whether nothing has been asked yet. After that, what is changed counts from the next message on. */
  readonly isNew: boolean;
  /** By variable. */
  readonly values: Readonly<Record<string, InputValue | undefined>>;
  readonly issues: readonly InputIssue[];
  /** Files of the form that are on their way. Nothing is sent until they have arrived. */
  readonly uploadingCount: number;
  /** Grows by one each time a send is held back for what is wrong. */
  readonly refusals: number;
  set(name: string, value: InputValue | undefined): void;
  /** Looks at one field that was left. */
  check(name: string): void;
  /**
   * What a send carries: values of the host and of the form, as Dify takes them. `null` when something is wrong; the form
   * says what.
   */
  read(): Readonly<Record<string, unknown>> | null;
}

/** The form that an app asks to be filled in before its first message, and what has been put into it. */
export function useInputsForm(): InputsForm {
  const store = inputsOf(useChat(), sessionOf(useDify()).records);
  const {
    values: changed,
    sent,
    issues,
    uploading,
    refusals,
  } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const { inputs } = use(ShellContext);
  const isNew = useChatSelector(({ conversationId, messageIds }) => conversationId === null && messageIds.length === 0);
  const fields = inputFieldsOf(useAppConfig().data?.parameters.user_input_form, { ...sent, ...inputs });
  const values = Object.fromEntries(
    fields.map(({ name, initial }) => [name, Object.hasOwn(changed, name) ? changed[name] : initial]),
  );
  const issueOf = (field: InputField): InputIssue | null =>
    uploading[field.name] ? { field: field.name, code: 'uploading' } : checkInput(field, values[field.name]);

  return {
    fields,
    isNew,
    values,
    issues,
    uploadingCount: fields.reduce((count, { name }) => count + (uploading[name] ?? 0), 0),
    refusals,
    set: store.set,
    check(name) {
      const others = issues.filter(({ field }) => field !== name);
      const field = fields.find((one) => one.name === name);
      const issue = field === undefined ? null : issueOf(field);
      if (issue !== null || others.length < issues.length)
        store.tell(issue === null ? others : [...others, issue], false);
    },
    read() {
      const found = fields.flatMap((field) => issueOf(field) ?? []);
      if (found.length > 0) {
        store.tell(found, true);
        return null;
      }
      const own = fields.flatMap((field) => {
        const value = inputOf(field, values[field.name]);
        return value === undefined ? [] : [[field.name, value]];
      });
      const filledIn = Object.fromEntries(own);
      if (own.length > 0) store.keep(filledIn);
      return { ...inputs, ...filledIn };
    },
  };
}
