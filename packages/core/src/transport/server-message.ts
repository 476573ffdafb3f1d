import type { FieldIssue } from '../errors/api-error.ts';
import { humanMessage } from './human-message.ts';
import { redact } from './redact.ts';
import { issuesInWords, listedIssues, validatorIssues } from './validator-issues.ts';

/** Longer sentences are cut. */
const longest = 2000;

/** What a server says about a failure: the sentence, and field by field where it says so. */
export interface ServerMessage {
  /** Empty when the server says nothing of use. */
  readonly text: string;
  readonly fields: readonly FieldIssue[];
}

/**
 * Reads the sentence out of an envelope: `{message}`, `{error}`, `{detail}`, each a text, a validator's text,
 * JSON inside a text, a list of issues, or an object of them.
 */
export function serverMessage(envelope: Readonly<Record<string, unknown>>, secrets: readonly string[]): ServerMessage {
  for (const value of [envelope.message, envelope.error, envelope.detail]) {
    const said = read(value, secrets);
    if (said.text === '') continue;
    const { params } = envelope;
    const fields = said.fields.length === 0 && typeof params === 'string' ? [{ path: params, message: said.text }] : [];
    return fields.length > 0 ? { text: said.text, fields } : said;
  }
  return { text: '', fields: [] };
}

function read(value: unknown, secrets: readonly string[]): ServerMessage {
  if (typeof value !== 'string') {
    const nested = nestedText(value);
    return inWords(nested === '' ? listedIssues(value) : [], nested, secrets);
  }
  const issues = validatorIssues(value);
  if (issues.length > 0) return inWords(issues, '', secrets);
  if (/^\s*\[/.test(value)) {
    const listed = listedIssues(parsed(value));
    if (listed.length > 0) return inWords(listed, '', secrets);
  }
  const human = humanMessage(value);
  const inner = human === value ? [] : validatorIssues(human);
  return inWords(inner, human, secrets);
}

function inWords(issues: readonly FieldIssue[], otherwise: string, secrets: readonly string[]): ServerMessage {
  const clean = (text: string) => redact(text.slice(0, longest * 2), secrets).slice(0, longest);
  const fields = issues.map(({ path, message }) => ({ path: clean(path), message: clean(message) }));
  return { text: clean(fields.length > 0 ? issuesInWords(fields) : otherwise), fields };
}

/** `{ error: { message } }` and `{ message: { message } }`, as gateways send them. */
function nestedText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const text: unknown = Reflect.get(value, 'message');
  return typeof text === 'string' ? humanMessage(text) : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
