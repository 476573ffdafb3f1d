import type { RecordKind } from '@dify-oapi/core';

/** Which conversation a view was on that names none itself. */
export const viewRecord: RecordKind<string> = {
  name: 'view',
  version: 1,
  limit: 1,
  maxAgeMs: 60 * 60_000,
  read: (data) => (typeof data === 'string' && data !== '' ? data : undefined),
};
