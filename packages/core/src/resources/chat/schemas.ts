import * as v from 'valibot';
import { answerMetadataSchema } from '../../schemas/answer-metadata.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import type { InputOf, OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { pauseReasonSchema } from '../../schemas/pause-reason.ts';
import { traceIdSchema, traceSessionIdSchema } from '../../schemas/trace.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));

export const sendChatMessageSchema = closedObject({
  /** What the person says. Not empty. */
  query: v.pipe(v.string(), v.minLength(1, 'text that is not empty')),
  /** Values of the app's variables; needed on every call, also when a conversation goes on. @default {} */
  inputs: formValuesSchema,
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: v.optional(userSchema),
  /** Set by `send` and `stream`. Apps of mode `agent-chat` and `agent` can only stream. */
  response_mode: v.optional(v.picklist(['blocking', 'streaming'])),
  /** Continues a conversation; left out or empty, a new one begins. */
  conversation_id: v.optional(v.union([uuidSchema, v.literal('')])),
  /** Ignored by chat apps that have uploads switched off. */
  files: v.optional(v.array(inputFileSchema)),
  /** Whether Dify names a new conversation. @default true */
  auto_generate_name: v.optional(v.boolean()),
  /** A published version to run, a UUID. Chatflows only. */
  workflow_id: v.optional(uuidSchema),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: v.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: v.optional(traceSessionIdSchema),
});

/** What `chat.send` and `chat.stream` take. */
export interface SendChatMessage extends InputOf<typeof sendChatMessageSchema> {}

const pausedChatSchema = openObject({
  workflow_run_id: text,
  /** Ids of the nodes that wait. */
  paused_nodes: v.optional(v.nullable(v.array(v.string()))),
  reasons: v.optional(v.nullable(v.array(pauseReasonSchema))),
  /** `paused`. */
  status: text,
  /** Seconds. */
  elapsed_time: number,
  total_tokens: number,
  total_steps: number,
});

/** Where and why a chatflow waits. */
export interface PausedChat extends OutputOf<typeof pausedChatSchema> {}

export const chatCompletionSchema = openObject({
  /** `message`, or `workflow_paused` when a chatflow waits for a person. Open. */
  event: text,
  task_id: v.string(),
  /** The same as `message_id`. */
  id: text,
  message_id: v.string(),
  /** Compare it with the one that was asked for: older chatflows begin a new conversation where the id is unknown. */
  conversation_id: v.string(),
  /** `chat` or `advanced-chat`. Open. */
  mode: text,
  /** The whole text; of a paused chatflow the text so far. */
  answer: v.string(),
  metadata: v.optional(answerMetadataSchema),
  /** Unix time in seconds. */
  created_at: finiteNumber(),
  /** Only when `event` is `workflow_paused`. */
  workflow_run_id: text,
  /** Only when `event` is `workflow_paused`. */
  data: v.optional(v.nullable(pausedChatSchema)),
});

/** A whole answer, of a call that did not stream. */
export interface ChatCompletion extends OutputOf<typeof chatCompletionSchema> {}

export const stopChatMessageSchema = closedObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  /** Who started the answer: for anyone else nothing is stopped. */
  user: v.optional(userSchema),
});

/** What `chat.stop` takes. */
export interface StopChatMessage extends OutputOf<typeof stopChatMessageSchema> {}
