import * as z from 'zod/mini';
import { answerMetadataSchema } from '../../schemas/answer-metadata.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, userSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import { traceIdSchema, traceSessionIdSchema } from '../../schemas/trace.ts';

const text = z.optional(z.nullable(z.string()));

export const sendCompletionMessageSchema = z.strictObject({
  /** Values of the app's variables, the prompt's text among them (usually as `query`). @default {} */
  inputs: formValuesSchema,
  /** Only for apps whose prompt has no variable for the text. @default '' */
  query: z.optional(z.string()),
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: z.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: z.optional(z.enum(['blocking', 'streaming'])),
  /** Ignored by apps that have uploads switched off. */
  files: z.optional(z.array(inputFileSchema)),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: z.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: z.optional(traceSessionIdSchema),
});

/** What `completion.send` and its stream take. */
export interface SendCompletionMessage extends z.input<typeof sendCompletionMessageSchema> {}

export const completionResultSchema = z.looseObject({
  /** `message`. */
  event: text,
  task_id: z.string(),
  /** The same as `message_id`. */
  id: text,
  message_id: z.string(),
  /** `completion`. */
  mode: text,
  answer: z.string(),
  metadata: z.optional(z.nullable(answerMetadataSchema)),
  /** Unix time in seconds. */
  created_at: z.number(),
});

/** A whole text, of a call that did not stream. */
export interface CompletionResult extends z.infer<typeof completionResultSchema> {}

export const stopCompletionMessageSchema = z.strictObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  /** Who started the text: for anyone else nothing is stopped. */
  user: z.optional(userSchema),
});

/** What `completion.stop` takes. */
export interface StopCompletionMessage extends z.infer<typeof stopCompletionMessageSchema> {}
