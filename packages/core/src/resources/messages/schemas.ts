import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { formDefinitionSchema } from '../../schemas/form-definition.ts';
import { userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';
import { retrieverResourceSchema } from '../../schemas/retriever-resource.ts';

const text = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(finiteNumber()));

const agentThoughtSchema = openObject({
  id: v.string(),
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
  tool_labels: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
  /** JSON as text, by tool name; sometimes plain text. */
  tool_input: text,
  /** What came back: JSON as text, by tool name; sometimes plain text. */
  observation: text,
  /** Ids of message files that the tools made. */
  files: v.optional(v.nullable(v.array(v.string()))),
  /** Unix time in seconds. */
  created_at: number,
});

/** One round of an agent: what it thought, which tool it used and what came back. */
export interface AgentThought extends OutputOf<typeof agentThoughtSchema> {}

const messageFileSchema = openObject({
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
export interface MessageFile extends OutputOf<typeof messageFileSchema> {}

const formSubmissionSchema = openObject({
  node_id: text,
  node_title: text,
  /** Markdown with the values filled in. */
  rendered_content: text,
  /** The button that was pressed. */
  action_id: text,
  action_text: text,
  /** Values by field name. */
  submitted_data: v.optional(v.nullable(dictionary(v.string(), v.unknown()))),
});

/** How a form was answered. */
export interface FormSubmission extends OutputOf<typeof formSubmissionSchema> {}

const messageExtraSchema = openObject({
  /** `human_input`. Open. */
  type: text,
  workflow_run_id: text,
  /** Whether the form was answered. */
  submitted: v.optional(v.nullable(v.boolean())),
  form_definition: v.optional(v.nullable(formDefinitionSchema)),
  /** `null` until the form is answered. */
  form_submission_data: v.optional(v.nullable(formSubmissionSchema)),
});

/** A form that a turn waited or still waits for. */
export interface MessageExtra extends OutputOf<typeof messageExtraSchema> {}

export const historyMessageSchema = openObject({
  /** UUID. */
  id: v.string(),
  conversation_id: v.string(),
  /** The nil UUID for messages that came through the API. */
  parent_message_id: text,
  /** Values of the app's variables. */
  inputs: v.optional(v.nullable(v.unknown())),
  query: v.string(),
  /** Empty while a run goes on, and for turns that were lost or failed. */
  answer: v.string(),
  /** `null` when the end user has not rated the answer. */
  feedback: v.optional(v.nullable(openObject({ rating: v.nullable(v.string()) }))),
  retriever_resources: v.optional(v.nullable(v.array(retrieverResourceSchema))),
  agent_thoughts: v.optional(v.nullable(v.array(agentThoughtSchema))),
  message_files: v.optional(v.nullable(v.array(messageFileSchema))),
  /** Unix time in seconds. */
  created_at: finiteNumber(),
  /** `normal`, `error` or `paused`. Open. */
  status: text,
  error: text,
  /** Has the answer read aloud, as `message_id` of `audio.fromText`. Only behind a server of ours. */
  speech_id: text,
  /** Forms of the turn. Absent before Dify 1.14. */
  extra_contents: v.optional(v.nullable(v.array(messageExtraSchema))),
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
export interface HistoryMessage extends OutputOf<typeof historyMessageSchema> {}

export const listMessagesSchema = closedObject({
  conversation_id: uuidSchema,
  user: v.optional(userSchema),
  /** The oldest row held: the page before it. */
  first_id: v.optional(uuidSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
});

/** What `messages.list` takes. */
export interface ListMessages extends OutputOf<typeof listMessagesSchema> {}

export const suggestedQuestionsInputSchema = closedObject({
  message_id: uuidSchema,
  user: v.optional(userSchema),
});

/** What `messages.suggested` takes. */
export interface GetSuggestedQuestions extends OutputOf<typeof suggestedQuestionsInputSchema> {}

export const suggestedQuestionsSchema = openObject({
  /** `success`. */
  result: v.string(),
  data: v.array(v.string()),
});

/** Questions that could come next. */
export interface SuggestedQuestions extends OutputOf<typeof suggestedQuestionsSchema> {}

export const sendFeedbackSchema = closedObject({
  message_id: uuidSchema,
  /** `null` takes it back; refused where there is none. */
  rating: v.nullable(v.picklist(['like', 'dislike'])),
  /** Why, in the person's words. */
  content: v.optional(v.nullable(v.string())),
  user: v.optional(userSchema),
});

/** What `messages.feedback` takes. */
export interface SendFeedback extends OutputOf<typeof sendFeedbackSchema> {}
