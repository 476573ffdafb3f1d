import type { RecordKind } from '@dify-oapi/core';

/** What was sent of an app's form in a conversation: Dify wants it again with each message. By conversation id. */
export const inputsRecord: RecordKind<Readonly<Record<string, unknown>>> = {
  name: 'inputs',
  version: 1,
  maxAgeMs: 30 * 24 * 60 * 60_000,
  limit: 50,
  read: (data) =>
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? Object.fromEntries(Object.entries(data))
      : undefined,
};
