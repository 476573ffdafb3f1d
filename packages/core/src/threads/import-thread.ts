import * as v from 'valibot';
import { ValidationError } from '../errors/validation-error.ts';
import { fromStored } from './from-stored.ts';
import { migrateThread, versionOf } from './migrate-thread.ts';
import { type Thread, threadVersion } from './thread.ts';
import { storedThreadSchema } from './thread-schema.ts';

/** What `importThread` takes beside the text. */
export interface ImportThread {
  /** The app that the thread must be of, as it was named at the export. @default any */
  readonly app?: string | undefined;
  /** Characters. @default 20_000_000 */
  readonly maxLength?: number | undefined;
}

/**
 * Reads a thread that `exportThread` wrote as JSON, by this version or an older one. Everything in it is checked, and
 * what is not known is left out; addresses that a page should not follow too.
 *
 * @throws ValidationError with code `thread_too_large`, `thread_not_json`, `thread_foreign` (no thread, or another
 *   app's), `thread_newer` (written by a newer version) or `thread_invalid`, with the `path` of what does not fit.
 */
export function importThread(text: string, options: ImportThread = {}): Thread {
  const { app, maxLength = 20_000_000 } = options;
  if (text.length > maxLength) throw refusal('thread_too_large', `The thread is longer than ${maxLength} characters.`);
  const data = parse(text);
  const version = versionOf(data);
  if (version === null) throw refusal('thread_foreign', 'This is no thread that was exported here.', 'format');
  if (version > threadVersion) {
    const sentence = `The thread was written by a newer version (${version}); this one reads up to ${threadVersion}.`;
    throw refusal('thread_newer', sentence, 'version');
  }
  const result = v.safeParse(storedThreadSchema, migrateThread(data, version));
  if (!result.success) {
    const path = v.getDotPath(result.issues[0]) ?? '';
    throw refusal('thread_invalid', `The thread cannot be read: "${path}" does not fit.`, path);
  }
  const { format: _, messages, ...thread } = result.output;
  if (app !== undefined && thread.app !== app) {
    throw refusal('thread_foreign', 'The thread is of another app. Import it where it was exported.', 'app');
  }
  return { ...thread, messages: messages.map(fromStored) };
}

/** A key that would reach into every object is dropped wherever it stands. */
function parse(text: string): Readonly<Record<string, unknown>> {
  let data: unknown;
  try {
    data = JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    throw refusal(
      'thread_not_json',
      'The thread is no JSON. Threads in Markdown are for people, and cannot be imported.',
    );
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw refusal('thread_foreign', 'This is no thread that was exported here.', 'format');
  }
  return Object.fromEntries(Object.entries(data));
}

function refusal(code: string, sentence: string, path = ''): ValidationError {
  return new ValidationError(sentence, { code, path });
}
