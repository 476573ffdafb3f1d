import type { RecordKind } from '@dify-oapi/core';

/** What a person has written and chosen in a form that waits, by field; no files. By the form's id. */
export const formDraftRecord: RecordKind<Readonly<Record<string, string>>> = {
  name: 'form',
  version: 1,
  maxAgeMs: 30 * 24 * 60 * 60_000,
  limit: 20,
  read: (data) =>
    typeof data === 'object' && data !== null && Object.values(data).every((value) => typeof value === 'string')
      ? Object.fromEntries(Object.entries(data))
      : undefined,
};
