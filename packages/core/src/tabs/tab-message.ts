import * as v from 'valibot';
import { knownObject } from '../schemas/known-object.ts';
import { variantOf } from '../schemas/variant-of.ts';
import { savedRunSchema } from '../storage/saved-run-record.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(512));

const tabMessageSchema = variantOf('type', [
  /** Conversations came or went; read the list again. */
  knownObject({ type: v.literal('conversations-changed') }),
  knownObject({
    type: v.literal('conversation-renamed'),
    conversationId: id,
    name: v.pipe(v.string(), v.maxLength(10_000)),
  }),
  knownObject({ type: v.literal('conversation-deleted'), conversationId: id }),
  /** An answer began, or more of its ids are known. The other tab replays it from the run log by itself. */
  knownObject({ type: v.literal('run-began'), run: savedRunSchema }),
  knownObject({ type: v.literal('run-ended'), conversationId: id }),
  /** A tab was opened: who has answers running? Answered with `run-began`. */
  knownObject({ type: v.literal('runs-wanted') }),
  /** A form of a paused run was answered. */
  knownObject({ type: v.literal('form-submitted'), conversationId: v.optional(id), workflowRunId: id }),
  /** The person of this message has signed out of this browser. */
  knownObject({ type: v.literal('person-changed') }),
]);

/** What one tab tells the others of the same person and app. Ids and titles, never the text of an answer. */
export type TabMessage = v.InferOutput<typeof tabMessageSchema>;

const envelopeSchema = knownObject({ version: v.literal(1), person: v.string(), message: tabMessageSchema });

/** A message as it travels. */
export type TabEnvelope = v.InferOutput<typeof envelopeSchema>;

/** @returns `undefined` for what is no message of this version: another page of the site may post anything */
export function readTabEnvelope(data: unknown): TabEnvelope | undefined {
  const result = v.safeParse(envelopeSchema, data);
  return result.success ? result.output : undefined;
}
