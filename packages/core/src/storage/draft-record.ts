import type { RecordKind } from './record-kind.ts';

/** What is being written in a conversation: text only. By conversation id, or `new`. */
export const draftRecord: RecordKind<string> = {
  name: 'draft',
  version: 1,
  maxAgeMs: 30 * 24 * 60 * 60_000,
  limit: 50,
  read: (data) => (typeof data === 'string' ? data : undefined),
};
