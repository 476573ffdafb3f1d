import * as v from 'valibot';
import { answerMetadataSchema } from '../../schemas/answer-metadata.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, userSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import type { InputOf, OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { traceIdSchema, traceSessionIdSchema } from '../../schemas/trace.ts';

const text = v.optional(v.nullable(v.string()));

export const sendCompletionMessageSchema = closedObject({
  /** Values of the app's variables, the prompt's text among them (usually as `query`). @default {} */
  inputs: formValuesSchema,
  /** Only for apps whose prompt has no variable for the text. @default '' */
  query: v.optional(v.string()),
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: v.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: v.optional(v.picklist(['blocking', 'streaming'])),
  /** Ignored by apps that have uploads switched off. */
  files: v.optional(v.array(inputFileSchema)),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: v.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: v.optional(traceSessionIdSchema),
});

/** What `completion.send` and its stream take. */
export interface SendCompletionMessage extends InputOf<typeof sendCompletionMessageSchema> {}

export const completionResultSchema = openObject({
  /** `message`. */
  event: text,
  task_id: v.string(),
  /** The same as `message_id`. */
  id: text,
  message_id: v.string(),
  /** `completion`. */
  mode: text,
  answer: v.string(),
  metadata: v.optional(v.nullable(answerMetadataSchema)),
  /** Unix time in seconds. */
  created_at: finiteNumber(),
});

/** A whole text, of a call that did not stream. */
export interface CompletionResult extends OutputOf<typeof completionResultSchema> {}

export const stopCompletionMessageSchema = closedObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  /** Who started the text: for anyone else nothing is stopped. */
  user: v.optional(userSchema),
});

/** What `completion.stop` takes. */
export interface StopCompletionMessage extends OutputOf<typeof stopCompletionMessageSchema> {}
