import * as z from 'zod/mini';
import { endpoint } from '../../endpoint.ts';
import { type CursorPage, cursorPageSchema } from '../../schemas/page.ts';
import {
  type Conversation,
  conversationSchema,
  type DeleteConversation,
  deleteConversationSchema,
  type ListConversations,
  listConversationsSchema,
  type RenameConversation,
  renameConversationSchema,
} from './schemas.ts';

/**
 * Lists the user's conversations, the last used first.
 *
 * @see https://docs.dify.ai/api-reference/conversations/get-conversations
 */
export const list = endpoint<ListConversations, CursorPage<Conversation>>({
  operationId: 'getConversationsList',
  method: 'GET',
  path: '/conversations',
  payload: 'query',
  user: 'optional',
  input: listConversationsSchema,
  output: cursorPageSchema(conversationSchema),
});

/**
 * Renames a conversation, or has its name made from its first message.
 *
 * @throws NotFoundError when the user has no such conversation.
 * @see https://docs.dify.ai/api-reference/conversations/conversation-rename
 */
export const rename = endpoint<RenameConversation, Conversation>({
  operationId: 'renameConversation',
  method: 'POST',
  path: '/conversations/{conversation_id}/name',
  payload: 'json',
  user: 'optional',
  input: renameConversationSchema,
  output: conversationSchema,
});

/**
 * Deletes a conversation with its messages.
 *
 * @throws NotFoundError when the user has no such conversation.
 * @see https://docs.dify.ai/api-reference/conversations/delete-conversation
 */
const remove = endpoint<DeleteConversation, undefined>({
  operationId: 'deleteConversation',
  method: 'DELETE',
  path: '/conversations/{conversation_id}',
  payload: 'json',
  user: 'optional',
  input: deleteConversationSchema,
  output: z.undefined(),
});

export { remove as delete };
