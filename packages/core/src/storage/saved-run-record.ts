import * as z from 'zod/mini';
import type { RecordKind } from './record-kind.ts';

const text = z.string().check(z.maxLength(512));

/** What is kept of a run, so that it can be gone on with: ids, and what was asked. */
export const savedRunSchema = z.object({
  version: z.literal(1),
  kind: z.enum(['chat', 'completion', 'workflow']),
  /** Of the handler's log; signed. */
  handle: z.optional(text),
  /** The number of the event that was handed out last. */
  lastEventId: z.optional(text),
  idempotencyKey: z.optional(text),
  taskId: z.optional(text),
  workflowRunId: z.optional(text),
  conversationId: z.optional(text),
  messageId: z.optional(text),
  /** The text that was asked. */
  input: z.optional(z.string()),
  /** Unix time in milliseconds. */
  startedAt: z.number(),
});

/** A run that can be gone on with after a reload, or by another tab: ids, and the text that was asked. */
export interface SavedRun extends z.infer<typeof savedRunSchema> {}

/** Runs of conversations that were not seen to end, by conversation id, or by a local key before there is one. */
export const savedRunRecord: RecordKind<SavedRun> = {
  name: 'run',
  version: 1,
  // Dify lets an app run for 20 minutes; what is older has ended, and stands in the history.
  maxAgeMs: 60 * 60_000,
  limit: 20,
  read(data) {
    const result = savedRunSchema.safeParse(data);
    return result.success ? result.data : undefined;
  },
};
