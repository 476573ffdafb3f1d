import * as v from 'valibot';
import { checkField } from '../../schemas/check-field.ts';
import { closedObject } from '../../schemas/closed-object.ts';
import { dictionary } from '../../schemas/dictionary.ts';
import { finiteNumber } from '../../schemas/finite-number.ts';
import { userSchema, uuidSchema } from '../../schemas/identifier.ts';
import { limitSchema } from '../../schemas/limit.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));

export const conversationSchema = openObject({
  /** UUID. */
  id: v.string(),
  name: v.string(),
  /** The inputs of the call that created it. */
  inputs: v.optional(v.nullable(v.unknown())),
  /** `normal`. Open. */
  status: text,
  /** The app's opening line as it was then. */
  introduction: text,
  /** Unix time in seconds. */
  created_at: finiteNumber(),
  /** Unix time in seconds. */
  updated_at: v.optional(v.nullable(finiteNumber())),
});

/** A conversation of one end user with one app. */
export interface Conversation extends OutputOf<typeof conversationSchema> {}

export const listConversationsSchema = closedObject({
  user: v.optional(userSchema),
  /** The id of the last row held: the page after it. */
  last_id: v.optional(uuidSchema),
  /** 1 to 100. @default 20 */
  limit: v.optional(limitSchema),
  /** @default '-updated_at' */
  sort_by: v.optional(v.picklist(['created_at', '-created_at', 'updated_at', '-updated_at'])),
});

/** What `conversations.list` takes. */
export interface ListConversations extends OutputOf<typeof listConversationsSchema> {}

export const renameConversationSchema = v.pipe(
  closedObject({
    conversation_id: uuidSchema,
    /** The new name, at most 255 characters, not blank. Needed unless `auto_generate` is true. */
    name: v.optional(v.pipe(v.string(), v.regex(/\S/, 'text that is not blank'), v.maxLength(255))),
    /** Lets the app's model make the name; needs a conversation with messages. @default false */
    auto_generate: v.optional(v.boolean()),
    user: v.optional(userSchema),
  }),
  checkField(
    ({ name, auto_generate }) => name !== undefined || auto_generate === true,
    'the new name, unless auto_generate is true',
    ['name'],
  ),
);

/** What `conversations.rename` takes. */
export interface RenameConversation extends OutputOf<typeof renameConversationSchema> {}

export const deleteConversationSchema = closedObject({ conversation_id: uuidSchema, user: v.optional(userSchema) });

/** What `conversations.delete` takes. */
export interface DeleteConversation extends OutputOf<typeof deleteConversationSchema> {}

export const listConversationVariablesSchema = closedObject({
  conversation_id: uuidSchema,
  user: v.optional(userSchema),
  /** The id of the last row held: the page after it. */
  last_id: v.optional(uuidSchema),
  /** 1 to 100. All variables have one age, so pages overlap: take 100. @default 20 */
  limit: v.optional(limitSchema),
  /** Servers on PostgreSQL answer every name with a 500: pick the variable out of the list instead. */
  variable_name: v.optional(
    v.pipe(v.string(), v.regex(/^[\w.-]{1,255}$/, 'at most 255 letters, digits, "-", "_" or "."')),
  ),
});

/** What `conversations.variables` takes. */
export interface ListConversationVariables extends OutputOf<typeof listConversationVariablesSchema> {}

export const conversationVariableSchema = openObject({
  /** UUID. */
  id: v.string(),
  name: v.string(),
  /** `string`, `number`, `object`, `boolean`, `secret`, `file`, or `array[…]` of one of them or of `any`. Open. */
  value_type: v.string(),
  /**
   * The value as Python prints it: text as it is, else `3`, `True`, `{'a': [1, None]}`. JSON on some servers. Try
   * JSON first, then take the text.
   */
  value: text,
  description: text,
  /** Unix time in seconds. */
  created_at: v.optional(v.nullable(finiteNumber())),
  /** Unix time in seconds. Can lie before `created_at`. */
  updated_at: v.optional(v.nullable(finiteNumber())),
});

/** A variable that a chatflow keeps for one conversation. */
export interface ConversationVariable extends OutputOf<typeof conversationVariableSchema> {}

export const updateConversationVariableSchema = closedObject({
  conversation_id: uuidSchema,
  variable_id: uuidSchema,
  /** Of the variable's own type: a text for a `string`, a number for a `number`, and so on. Never `null`. */
  value: v.union(
    [v.string(), finiteNumber(), v.boolean(), v.array(v.unknown()), dictionary(v.string(), v.unknown())],
    'a text, number, boolean, array or object',
  ),
  user: v.optional(userSchema),
});

/** What `conversations.updateVariable` takes. */
export interface UpdateConversationVariable extends OutputOf<typeof updateConversationVariableSchema> {}
