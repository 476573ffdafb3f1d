import * as v from 'valibot';
import { finiteNumber } from '../schemas/finite-number.ts';
import { knownObject } from '../schemas/known-object.ts';
import type { OutputOf } from '../schemas/object-schema.ts';
import type { RecordKind } from './record-kind.ts';

const text = v.pipe(v.string(), v.maxLength(512));

/** What is kept of a run, so that it can be gone on with: ids, and what was asked. */
export const savedRunSchema = knownObject({
  version: v.literal(1),
  kind: v.picklist(['chat', 'completion', 'workflow']),
  /** Of the handler's log; signed. */
  handle: v.optional(text),
  /** The number of the event that was handed out last. */
  lastEventId: v.optional(text),
  idempotencyKey: v.optional(text),
  taskId: v.optional(text),
  workflowRunId: v.optional(text),
  conversationId: v.optional(text),
  messageId: v.optional(text),
  /** The text that was asked. */
  input: v.optional(v.string()),
  /** Unix time in milliseconds. */
  startedAt: finiteNumber(),
});

/** A run that can be gone on with after a reload, or by another tab: ids, and the text that was asked. */
export interface SavedRun extends OutputOf<typeof savedRunSchema> {}

/** Runs of conversations that were not seen to end, by conversation id, or by a local key before there is one. */
export const savedRunRecord: RecordKind<SavedRun> = {
  name: 'run',
  version: 1,
  // Dify lets an app run for 20 minutes; what is older has ended, and stands in the history.
  maxAgeMs: 60 * 60_000,
  limit: 20,
  read(data) {
    const result = v.safeParse(savedRunSchema, data);
    return result.success ? result.output : undefined;
  },
};
