import * as z from 'zod/mini';
import { savedRunSchema } from '../storage/saved-run-record.ts';

const id = z.string().check(z.minLength(1), z.maxLength(512));

const tabMessageSchema = z.discriminatedUnion('type', [
  /** Conversations came or went; read the list again. */
  z.object({ type: z.literal('conversations-changed') }),
  z.object({
    type: z.literal('conversation-renamed'),
    conversationId: id,
    name: z.string().check(z.maxLength(10_000)),
  }),
  z.object({ type: z.literal('conversation-deleted'), conversationId: id }),
  /** An answer began, or more of its ids are known. The other tab replays it from the run log by itself. */
  z.object({ type: z.literal('run-began'), run: savedRunSchema }),
  z.object({ type: z.literal('run-ended'), conversationId: id }),
  /** A tab was opened: who has answers running? Answered with `run-began`. */
  z.object({ type: z.literal('runs-wanted') }),
  /** A form of a paused run was answered. */
  z.object({ type: z.literal('form-submitted'), conversationId: z.optional(id), workflowRunId: id }),
  /** The person of this message has signed out of this browser. */
  z.object({ type: z.literal('person-changed') }),
]);

/** What one tab tells the others of the same person and app. Ids and titles, never the text of an answer. */
export type TabMessage = z.infer<typeof tabMessageSchema>;

const envelopeSchema = z.object({ version: z.literal(1), person: z.string(), message: tabMessageSchema });

/** A message as it travels. */
export type TabEnvelope = z.infer<typeof envelopeSchema>;

/** @returns `undefined` for what is no message of this version: another page of the site may post anything */
export function readTabEnvelope(data: unknown): TabEnvelope | undefined {
  const result = envelopeSchema.safeParse(data);
  return result.success ? result.data : undefined;
}
