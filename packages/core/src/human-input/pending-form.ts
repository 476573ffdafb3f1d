import type { DifyError } from '../errors/dify-error.ts';
import type { InputFile } from '../schemas/input-file.ts';

/** What a person gives for one field: text for `paragraph` and `select`, a file for `file`, files for `file-list`. */
export type FormValue = string | InputFile | readonly InputFile[];

/** Values of a form by field name. */
export type FormValues = Readonly<Record<string, FormValue>>;

/** A field of a form. */
export interface FormField {
  /** The key of its value. */
  readonly name: string;
  /** `unknown`: of a kind that a newer Dify has added; it takes text. */
  readonly kind: 'paragraph' | 'select' | 'file' | 'file-list' | 'unknown';
  /** What it begins with; empty where nothing is given. Files begin with none. */
  readonly initial: string;
  /** For `select`: what can be chosen. Empty when the run gave none, and then anything passes. */
  readonly options: readonly string[];
  /** For files: `image`, `document`, `audio`, `video`, `custom`. Empty: any. */
  readonly fileTypes: readonly string[];
  /** For files of type `custom`, in lower case with a leading dot. Empty: any. */
  readonly fileExtensions: readonly string[];
  /** For files: `local_file`, `remote_url`. Empty: both. */
  readonly uploadMethods: readonly string[];
  /** For `file-list`: how many files it takes; `null` when nobody says. */
  readonly limit: number | null;
}

/** A button of a form. */
export interface FormButton {
  readonly id: string;
  readonly title: string;
  readonly style: 'primary' | 'default' | 'accent' | 'ghost';
}

/** How a form was answered. */
export interface FormAnswer {
  /** The button's `id`. */
  readonly action: string;
  /** The button's title. */
  readonly title: string;
  /** By field name. Files are as the server describes them, or as they were sent. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The form's text with the values in it, in Markdown, where the server told it. */
  readonly markdown?: string;
}

/**
 * How far a form is. All but the first two are final, unless a later event tells more of it.
 *
 * - `waiting`: it can be answered here.
 * - `submitting`: an answer is on its way.
 * - `answered`: it was answered, here or elsewhere.
 * - `taken`: somebody else was first: another tab, another person.
 * - `timed-out`: nobody answered in time.
 * - `elsewhere`: it can only be answered elsewhere, e.g. by e-mail.
 * - `closed`: its run ended without an answer.
 */
export type FormState = 'waiting' | 'submitting' | 'answered' | 'taken' | 'timed-out' | 'elsewhere' | 'closed';

/** A form that a run waits for, or waited for. */
export interface PendingForm {
  /** The form's id: it is told of again after each submit of another one. */
  readonly id: string;
  /** The node that waits. In a loop, several forms are of one node. */
  readonly nodeId: string;
  /** The node's title. */
  readonly title: string;
  /** Opens the form; `null` where it cannot be answered through the API. */
  readonly token: string | null;
  /** Markdown of the app; `{{#$output.name#}}` marks where a field belongs. Untrusted. */
  readonly markdown: string;
  /** Whether the run's variables are filled in. Where they are not, the form itself has to be read. */
  readonly isRendered: boolean;
  readonly fields: readonly FormField[];
  readonly actions: readonly FormButton[];
  /** Unix time in milliseconds; `null` when nobody says. */
  readonly expiresAt: number | null;
  /** `false`: the app wants it answered elsewhere, and its token opens nothing. */
  readonly displayInUI: boolean;
  readonly state: FormState;
  /** How it was answered, where that is known. Of a form that is not answered: what was sent, with an end unknown. */
  readonly answer?: FormAnswer;
  /** Why the last try to answer it from here failed. It can be tried again while it is `waiting`. */
  readonly error?: DifyError;
}

/** Whether a form can be answered here and now. */
export function isAnswerable({ state, expiresAt }: Pick<PendingForm, 'state' | 'expiresAt'>, now: number): boolean {
  return state === 'waiting' && (expiresAt === null || now < expiresAt);
}

/** Whether a form still holds its run up. */
export function isOpen({ state }: Pick<PendingForm, 'state'>): boolean {
  return state === 'waiting' || state === 'submitting' || state === 'elsewhere';
}
