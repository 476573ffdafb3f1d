import * as z from 'zod/mini';
import { answerMetadataSchema } from '../../schemas/answer-metadata.ts';
import { checked } from '../../schemas/checked.ts';
import { formValuesSchema } from '../../schemas/form-values.ts';
import { identifierSchema, userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import { pauseReasonSchema } from '../../schemas/pause-reason.ts';
import { traceIdSchema, traceSessionIdSchema } from '../../schemas/trace.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

export const sendChatMessageSchema = z.strictObject({
  /** What the person says. Not empty. */
  query: checked(z.string(), z.minLength(1, 'text that is not empty')),
  /** Values of the app's variables; needed on every call, also when a conversation goes on. @default {} */
  inputs: formValuesSchema,
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: z.optional(userSchema),
  /** Set by `send` and `stream`. Apps of mode `agent-chat` and `agent` can only stream. */
  response_mode: z.optional(z.enum(['blocking', 'streaming'])),
  /** Continues a conversation; left out or empty, a new one begins. */
  conversation_id: z.optional(z.union([uuidSchema, z.literal('')])),
  /** Ignored by chat apps that have uploads switched off. */
  files: z.optional(z.array(inputFileSchema)),
  /** Whether Dify names a new conversation. @default true */
  auto_generate_name: z.optional(z.boolean()),
  /** A published version to run, a UUID. Chatflows only. */
  workflow_id: z.optional(uuidSchema),
  /** Names the run in an external tracing system. At most 128 letters, digits, `_` or `-`. */
  trace_id: z.optional(traceIdSchema),
  /** Groups runs in an external tracing system. 1 to 200 characters. */
  trace_session_id: z.optional(traceSessionIdSchema),
});

/** What `chat.send` and `chat.stream` take. */
export interface SendChatMessage extends z.input<typeof sendChatMessageSchema> {}

const pausedChatSchema = z.looseObject({
  workflow_run_id: text,
  /** Ids of the nodes that wait. */
  paused_nodes: z.optional(z.nullable(z.array(z.string()))),
  reasons: z.optional(z.nullable(z.array(pauseReasonSchema))),
  /** `paused`. */
  status: text,
  /** Seconds. */
  elapsed_time: number,
  total_tokens: number,
  total_steps: number,
});

/** Where and why a chatflow waits. */
export interface PausedChat extends z.infer<typeof pausedChatSchema> {}

export const chatCompletionSchema = z.looseObject({
  /** `message`, or `workflow_paused` when a chatflow waits for a person. Open. */
  event: text,
  task_id: z.string(),
  /** The same as `message_id`. */
  id: text,
  message_id: z.string(),
  /** Compare it with the one that was asked for: older chatflows begin a new conversation where the id is unknown. */
  conversation_id: z.string(),
  /** `chat` or `advanced-chat`. Open. */
  mode: text,
  /** The whole text; of a paused chatflow the text so far. */
  answer: z.string(),
  metadata: z.optional(answerMetadataSchema),
  /** Unix time in seconds. */
  created_at: z.number(),
  /** Only when `event` is `workflow_paused`. */
  workflow_run_id: text,
  /** Only when `event` is `workflow_paused`. */
  data: z.optional(z.nullable(pausedChatSchema)),
});

/** A whole answer, of a call that did not stream. */
export interface ChatCompletion extends z.infer<typeof chatCompletionSchema> {}

export const stopChatMessageSchema = z.strictObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  /** Who started the answer: for anyone else nothing is stopped. */
  user: z.optional(userSchema),
});

/** What `chat.stop` takes. */
export interface StopChatMessage extends z.infer<typeof stopChatMessageSchema> {}
