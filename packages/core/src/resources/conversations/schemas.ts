import * as z from 'zod/mini';
import { userSchema, uuidSchema } from '../../schemas/identifier.ts';

export const conversationSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  name: z.string(),
  /** The inputs of the call that created it. */
  inputs: z.optional(z.nullable(z.unknown())),
  status: z.optional(z.nullable(z.string())),
  introduction: z.optional(z.nullable(z.string())),
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
  limit: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(100))),
  /** @default '-updated_at' */
  sort_by: z.optional(z.enum(['created_at', '-created_at', 'updated_at', '-updated_at'])),
});

/** What `conversations.list` takes. */
export interface ListConversations extends z.infer<typeof listConversationsSchema> {}

export const renameConversationSchema = z.strictObject({
  conversation_id: uuidSchema,
  /** The new name, at most 255 characters. Needed unless `auto_generate` is true. */
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  /** Lets the app's model make the name. @default false */
  auto_generate: z.optional(z.boolean()),
  user: z.optional(userSchema),
});

/** What `conversations.rename` takes. */
export interface RenameConversation extends z.infer<typeof renameConversationSchema> {}

export const deleteConversationSchema = z.strictObject({ conversation_id: uuidSchema, user: z.optional(userSchema) });

/** What `conversations.delete` takes. */
export interface DeleteConversation extends z.infer<typeof deleteConversationSchema> {}
