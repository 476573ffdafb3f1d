import * as z from 'zod/mini';
import { formDefinitionSchema } from '../../schemas/form-definition.ts';
import { userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import { retrieverResourceSchema } from '../../schemas/retriever-resource.ts';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

const agentThoughtSchema = z.looseObject({
  id: z.string(),
  chain_id: text,
  message_id: text,
  /** From 1. */
  position: number,
  thought: text,
  /** The text of this round. Since Dify 1.16, in apps of mode `agent`. */
  answer: text,
  /** Names of the tools, joined by `;`. */
  tool: text,
  /** Names to show by tool, then by language: `en_US`, `zh_Hans`, … */
  tool_labels: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  /** JSON as text, by tool name; sometimes plain text. */
  tool_input: text,
  /** What came back: JSON as text, by tool name; sometimes plain text. */
  observation: text,
  /** Ids of message files that the tools made. */
  files: z.optional(z.nullable(z.array(z.string()))),
  /** Unix time in seconds. */
  created_at: number,
});

/** One round of an agent: what it thought, which tool it used and what came back. */
export interface AgentThought extends z.infer<typeof agentThoughtSchema> {}

const messageFileSchema = z.looseObject({
  /** Of the file in this message, not of the upload. */
  id: text,
  filename: text,
  /** `image`, `document`, `audio`, `video` or `custom`. Open. */
  type: text,
  /** Signed; expires after minutes. */
  url: text,
  mime_type: text,
  /** Bytes. */
  size: number,
  /** `local_file`, `remote_url` or `tool_file`. Open. */
  transfer_method: text,
  /** `user` or `assistant`. Open. */
  belongs_to: text,
  upload_file_id: text,
});

/** A file of a message: sent by the person or made by the app. */
export interface MessageFile extends z.infer<typeof messageFileSchema> {}

const formSubmissionSchema = z.looseObject({
  node_id: text,
  node_title: text,
  /** Markdown with the values filled in. */
  rendered_content: text,
  /** The button that was pressed. */
  action_id: text,
  action_text: text,
  /** Values by field name. */
  submitted_data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** How a form was answered. */
export interface FormSubmission extends z.infer<typeof formSubmissionSchema> {}

const messageExtraSchema = z.looseObject({
  /** `human_input`. Open. */
  type: text,
  workflow_run_id: text,
  /** Whether the form was answered. */
  submitted: z.optional(z.nullable(z.boolean())),
  form_definition: z.optional(z.nullable(formDefinitionSchema)),
  /** `null` until the form is answered. */
  form_submission_data: z.optional(z.nullable(formSubmissionSchema)),
});

/** A form that a turn waited or still waits for. */
export interface MessageExtra extends z.infer<typeof messageExtraSchema> {}

export const historyMessageSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  conversation_id: z.string(),
  /** The nil UUID for messages that came through the API. */
  parent_message_id: text,
  /** Values of the app's variables. */
  inputs: z.optional(z.nullable(z.unknown())),
  query: z.string(),
  /** Empty while a run goes on, and for turns that were lost or failed. */
  answer: z.string(),
  /** `null` when the end user has not rated the answer. */
  feedback: z.optional(z.nullable(z.looseObject({ rating: z.nullable(z.string()) }))),
  retriever_resources: z.optional(z.nullable(z.array(retrieverResourceSchema))),
  agent_thoughts: z.optional(z.nullable(z.array(agentThoughtSchema))),
  message_files: z.optional(z.nullable(z.array(messageFileSchema))),
  /** Unix time in seconds. */
  created_at: z.number(),
  /** `normal`, `error` or `paused`. Open. */
  status: text,
  error: text,
  /** Has the answer read aloud, as `message_id` of `audio.fromText`. Only behind a server of ours. */
  speech_id: text,
  /** Forms of the turn. Absent before Dify 1.14. */
  extra_contents: z.optional(z.nullable(z.array(messageExtraSchema))),
  /** Tokens of the question and its prompt. This and the five fields below: since Dify 1.16. */
  message_tokens: number,
  answer_tokens: number,
  total_tokens: number,
  /** Seconds. */
  provider_response_latency: number,
  /** A decimal as text, e.g. `"0.0012"` or `"0E-7"`. */
  total_price: text,
  currency: text,
});

/** A turn as Dify stores it: the question and its answer in one. */
export interface HistoryMessage extends z.infer<typeof historyMessageSchema> {}

export const listMessagesSchema = z.strictObject({
  conversation_id: uuidSchema,
  user: z.optional(userSchema),
  /** The oldest row held: the page before it. */
  first_id: z.optional(uuidSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
});

/** What `messages.list` takes. */
export interface ListMessages extends z.infer<typeof listMessagesSchema> {}

export const suggestedQuestionsInputSchema = z.strictObject({
  message_id: uuidSchema,
  user: z.optional(userSchema),
});

/** What `messages.suggested` takes. */
export interface GetSuggestedQuestions extends z.infer<typeof suggestedQuestionsInputSchema> {}

export const suggestedQuestionsSchema = z.looseObject({
  /** `success`. */
  result: z.string(),
  data: z.array(z.string()),
});

/** Questions that could come next. */
export interface SuggestedQuestions extends z.infer<typeof suggestedQuestionsSchema> {}

export const sendFeedbackSchema = z.strictObject({
  message_id: uuidSchema,
  /** `null` takes it back; refused where there is none. */
  rating: z.nullable(z.enum(['like', 'dislike'])),
  /** Why, in the person's words. */
  content: z.optional(z.nullable(z.string())),
  user: z.optional(userSchema),
});

/** What `messages.feedback` takes. */
export interface SendFeedback extends z.infer<typeof sendFeedbackSchema> {}
