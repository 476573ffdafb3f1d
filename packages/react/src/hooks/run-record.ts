import { type RecordKind, type SavedRun, savedRunRecord } from '@dify-oapi/core';

/** Runs of text generators and workflows that were not seen to end. One that waits for a form may do so for days. */
export const runRecord: RecordKind<SavedRun> = {
  ...savedRunRecord,
  name: 'machine-run',
  maxAgeMs: 3 * 24 * 60 * 60_000,
};
