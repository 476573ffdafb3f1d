import * as z from 'zod/mini';
import { checked } from '../../schemas/checked.ts';
import { userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';

const text = z.optional(z.nullable(z.string()));

export const conversationSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
  /** The inputs of the call that created it. */
  inputs: z.optional(z.nullable(z.unknown())),
  /** `normal`. Open. */
  status: text,
  /** The app's opening line as it was then. */
  introduction: text,
  /** Unix time in seconds. */
  created_at: z.number(),
  /** Unix time in seconds. */
  updated_at: z.optional(z.nullable(z.number())),
});

/** A conversation of one end user with one app. */
export interface Conversation extends z.infer<typeof conversationSchema> {}

export const listConversationsSchema = z.strictObject({
  user: z.optional(userSchema),
  /** The id of the last row held: the page after it. */
  last_id: z.optional(uuidSchema),
  /** 1 to 100. @default 20 */
  limit: z.optional(limitSchema),
  /** @default '-updated_at' */
  sort_by: z.optional(z.enum(['created_at', '-created_at', 'updated_at', '-updated_at'])),
});

/** What `conversations.list` takes. */
export interface ListConversations extends z.infer<typeof listConversationsSchema> {}

export const renameConversationSchema = checked(
  z.strictObject({
    conversation_id: uuidSchema,
    /** The new name, at most 255 characters, not blank. Needed unless `auto_generate` is true. */
    name: z.optional(checked(z.string(), z.regex(/\S/, 'text that is not blank'), z.maxLength(255))),
    /** Lets the app's model make the name; needs a conversation with messages. @default false */
    auto_generate: z.optional(z.boolean()),
    user: z.optional(userSchema),
  }),
  z.refine(({ name, auto_generate }) => name !== undefined || auto_generate === true, {
    error: 'the new name, unless auto_generate is true',
    path: ['name'],
  }),
);

/** What `conversations.rename` takes. */
export interface RenameConversation extends z.infer<typeof renameConversationSchema> {}

export const deleteConversationSchema = z.strictObject({ conversation_id: uuidSchema, user: z.optional(userSchema) });

/** What `conversations.delete` takes. */
export interface DeleteConversation extends z.infer<typeof deleteConversationSchema> {}

export const listConversationVariablesSchema = z.strictObject({
  conversation_id: uuidSchema,
  user: z.optional(userSchema),
  /** The id of the last row held: the page after it. */
  last_id: z.optional(uuidSchema),
  /** 1 to 100. All variables have one age, so pages overlap: take 100. @default 20 */
  limit: z.optional(limitSchema),
  /** Servers on PostgreSQL answer every name with a 500: pick the variable out of the list instead. */
  variable_name: z.optional(
    checked(z.string(), z.regex(/^[\w.-]{1,255}$/, 'at most 255 letters, digits, "-", "_" or "."')),
  ),
});

/** What `conversations.variables` takes. */
export interface ListConversationVariables extends z.infer<typeof listConversationVariablesSchema> {}

export const conversationVariableSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
  /** `string`, `number`, `object`, `boolean`, `secret`, `file`, or `array[…]` of one of them or of `any`. Open. */
  value_type: z.string(),
  /**
   * The value as Python prints it: text as it is, else `3`, `True`, `{'a': [1, None]}`. JSON on some servers. Try
   * JSON first, then take the text.
   */
  value: text,
  description: text,
  /** Unix time in seconds. */
  created_at: z.optional(z.nullable(z.number())),
  /** Unix time in seconds. Can lie before `created_at`. */
  updated_at: z.optional(z.nullable(z.number())),
});

/** A variable that a chatflow keeps for one conversation. */
export interface ConversationVariable extends z.infer<typeof conversationVariableSchema> {}

export const updateConversationVariableSchema = z.strictObject({
  conversation_id: uuidSchema,
  variable_id: uuidSchema,
  /** Of the variable's own type: a text for a `string`, a number for a `number`, and so on. Never `null`. */
  value: z.union(
    [z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.record(z.string(), z.unknown())],
    'a text, number, boolean, array or object',
  ),
  user: z.optional(userSchema),
});

/** What `conversations.updateVariable` takes. */
export interface UpdateConversationVariable extends z.infer<typeof updateConversationVariableSchema> {}
