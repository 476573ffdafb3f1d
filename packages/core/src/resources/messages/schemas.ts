import * as z from 'zod/mini';
import { identifierSchema, userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { retrieverResourceSchema } from '../../schemas/retriever-resource.ts';

const text = z.optional(z.nullable(z.string()));

const agentThoughtSchema = z.looseObject({
  id: z.string(),
  position: z.optional(z.nullable(z.number())),
  thought: text,
  /** Names of the tools, joined by `;`. */
  tool: text,
  tool_input: text,
  observation: text,
});

/** One round of an agent: what it thought, which tool it used and what came back. */
export interface AgentThought extends z.infer<typeof agentThoughtSchema> {}

const messageFileSchema = z.looseObject({
  id: z.optional(z.nullable(z.string())),
  filename: text,
  type: text,
  /** Signed; expires after minutes. */
  url: text,
  mime_type: text,
  /** Bytes. */
  size: z.optional(z.nullable(z.number())),
  belongs_to: text,
  upload_file_id: text,
});

/** A file of a message: sent by the person or made by the app. */
export interface MessageFile extends z.infer<typeof messageFileSchema> {}

export const historyMessageSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  conversation_id: z.string(),
  inputs: z.optional(z.nullable(z.unknown())),
  query: z.string(),
  /** Empty while a run goes on, and for turns that were lost or failed. */
  answer: z.string(),
  feedback: z.optional(z.nullable(z.looseObject({ rating: z.nullable(z.string()) }))),
  retriever_resources: z.optional(z.nullable(z.array(retrieverResourceSchema))),
  agent_thoughts: z.optional(z.nullable(z.array(agentThoughtSchema))),
  message_files: z.optional(z.nullable(z.array(messageFileSchema))),
  /** Unix time in seconds. */
  created_at: z.number(),
  /** `normal`, `error` or `paused`. */
  status: text,
  error: text,
});

/** A turn as Dify stores it: the question and its answer in one. */
export interface HistoryMessage extends z.infer<typeof historyMessageSchema> {}

export const listMessagesSchema = z.strictObject({
  conversation_id: uuidSchema,
  user: z.optional(userSchema),
  /** The oldest row held: the page before it. */
  first_id: z.optional(uuidSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(100))),
});

/** What `messages.list` takes. */
export interface ListMessages extends z.infer<typeof listMessagesSchema> {}

export const suggestedQuestionsInputSchema = z.strictObject({
  message_id: uuidSchema,
  user: z.optional(userSchema),
});

/** What `messages.suggested` takes. */
export interface GetSuggestedQuestions extends z.infer<typeof suggestedQuestionsInputSchema> {}

export const suggestedQuestionsSchema = z.looseObject({ result: z.string(), data: z.array(z.string()) });

/** Questions that could come next. */
export interface SuggestedQuestions extends z.infer<typeof suggestedQuestionsSchema> {}

export const sendFeedbackSchema = z.strictObject({
  message_id: identifierSchema,
  /** `null` takes it back. */
  rating: z.nullable(z.enum(['like', 'dislike'])),
  /** Why, in the person's words. */
  content: z.optional(z.nullable(z.string())),
  user: z.optional(userSchema),
});

/** What `messages.feedback` takes. */
export interface SendFeedback extends z.infer<typeof sendFeedbackSchema> {}
