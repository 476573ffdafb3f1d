import type { Detail } from '../options.ts';
import type { Keep } from './keep.ts';
import { redact } from './redact.ts';
import { sentences } from './sentences.ts';
import { closedView } from './view.ts';

/** Sentences of Dify that speak of what was sent, of a stop or of how the app is set up, and of nothing of the server. */
const harmless: readonly RegExp[] = [
  /^Stopped by user\.$/,
  /^Aborted: (?:User requested stop|App task was stopped)\.?$/,
  /^Aborted: Client response stream closed before app execution completed\.?$/,
  /^[^\n<>{}]{1,100} is required in input form$/,
  /^[^\n<>{}]{1,100} in input form must be [^\n<>{}]{1,300}$/,
  /^Workflow not published$/,
];

/** What Dify says of a failure inside an answer. */
export interface SaidError {
  readonly code?: unknown;
  readonly message: string;
}

/**
 * What a page is told of a failure inside an answer: a sentence of a closed list. Dify's own, without keys, passwords and
 * addresses, passes at detail `full`, and where it speaks of what the page has sent.
 */
export function saidError({ code, message }: SaidError, detail: Detail): string {
  if (message === '' || harmless.some((sentence) => sentence.test(message))) return message;
  if (detail === 'full' || code === 'invalid_param') return redact(message);
  return (typeof code === 'string' && sentences.get(code)) || 'Dify failed to answer this.';
}

/** The error of a run or a message, as far as a page may know it; anything but text is left out. */
export const failure: Keep = (value, { detail } = closedView) => {
  if (value === null) return null;
  return typeof value === 'string' ? saidError({ message: value }, detail) : undefined;
};
