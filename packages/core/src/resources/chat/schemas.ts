import * as z from 'zod/mini';
import { identifierSchema, userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { inputFileSchema } from '../../schemas/input-file.ts';
import { retrieverResourceSchema } from '../../schemas/retriever-resource.ts';
import { usageSchema } from '../../schemas/usage.ts';

export const sendChatMessageSchema = z.strictObject({
  /** What the person says. Not empty. */
  query: z.string().check(z.minLength(1, 'text that is not empty')),
  /** Values of the app's variables; needed on every call. @default {} */
  inputs: z._default(z.record(z.string(), z.unknown()), {}),
  /** The end user's id. Filled in by the client's or the server's `user`. */
  user: z.optional(userSchema),
  /** Set by `send` and `stream`. */
  response_mode: z.optional(z.enum(['blocking', 'streaming'])),
  /** Continues a conversation; left out or empty, a new one begins. */
  conversation_id: z.optional(z.union([uuidSchema, z.literal('')])),
  files: z.optional(z.array(inputFileSchema)),
  /** Whether Dify names a new conversation. @default true */
  auto_generate_name: z.optional(z.boolean()),
  /** A published version to run, a UUID. Chatflows only. */
  workflow_id: z.optional(uuidSchema),
  trace_session_id: z.optional(z.string()),
});

/** What `chat.send` and `chat.stream` take. */
export interface SendChatMessage extends z.input<typeof sendChatMessageSchema> {}

export const chatCompletionSchema = z.looseObject({
  task_id: z.string(),
  message_id: z.string(),
  conversation_id: z.string(),
  answer: z.string(),
  metadata: z.optional(
    z.looseObject({
      retriever_resources: z.optional(z.nullable(z.array(retrieverResourceSchema))),
      usage: z.optional(z.nullable(usageSchema)),
    }),
  ),
  /** Unix time in seconds. */
  created_at: z.number(),
});

/** A whole answer, of a call that did not stream. */
export interface ChatCompletion extends z.infer<typeof chatCompletionSchema> {}

export const stopChatMessageSchema = z.strictObject({
  /** From any event of the stream. */
  task_id: identifierSchema,
  user: z.optional(userSchema),
});

/** What `chat.stop` takes. */
export interface StopChatMessage extends z.infer<typeof stopChatMessageSchema> {}
