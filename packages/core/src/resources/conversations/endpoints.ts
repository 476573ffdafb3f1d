import { endpoint } from '../../endpoint.ts';
import { nothingSchema } from '../../schemas/nothing.ts';
import { type CursorPage, cursorPageSchema } from '../../schemas/page.ts';
import {
  type Conversation,
  type ConversationVariable,
  conversationSchema,
  conversationVariableSchema,
  type DeleteConversation,
  deleteConversationSchema,
  type ListConversations,
  type ListConversationVariables,
  listConversationsSchema,
  listConversationVariablesSchema,
  type RenameConversation,
  renameConversationSchema,
  type UpdateConversationVariable,
  updateConversationVariableSchema,
} from './schemas.ts';

/**
 * Lists the user's conversations, the last used first.
 *
 * @throws NotFoundError when there is no conversation `last_id`.
 * @throws BadRequestError with code `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/conversations/list-conversations
 */
export const list = endpoint<ListConversations, CursorPage<Conversation>>({
  operationId: 'getConversationsList',
  method: 'GET',
  path: '/conversations',
  payload: 'query',
  user: 'optional',
  input: listConversationsSchema,
  output: cursorPageSchema(conversationSchema),
  pages: 'last_id',
});

/**
 * Renames a conversation, or has its name made from its first message. Safe to repeat with a `name`.
 *
 * @throws NotFoundError when the user has no such conversation.
 * @throws BadRequestError with code `invalid_param` when a name is to be made for a conversation without messages,
 *   `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/conversations/rename-conversation
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
 * Deletes a conversation with its messages. A repeat throws NotFoundError, and changes nothing.
 *
 * @throws NotFoundError when the user has no such conversation; Dify 1.12 says nothing then.
 * @throws BadRequestError with code `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/conversations/delete-conversation
 */
const remove = endpoint<DeleteConversation, undefined>({
  operationId: 'deleteConversation',
  method: 'DELETE',
  path: '/conversations/{conversation_id}',
  payload: 'json',
  user: 'optional',
  input: deleteConversationSchema,
  output: nothingSchema,
});

/**
 * Lists what a chatflow keeps for a conversation; empty for chats and agents. All rows have one age, so neither order
 * nor paging is stable: take a `limit` of 100.
 *
 * @throws NotFoundError when the user has no such conversation.
 * @throws BadRequestError with code `invalid_param` when there is no variable `last_id`; `not_chat_app`, also for apps
 *   of mode `agent`.
 * @see https://docs.dify.ai/en/api-reference/conversations/list-conversation-variables
 */
export const variables = endpoint<ListConversationVariables, CursorPage<ConversationVariable>>({
  operationId: 'getConversationVariables',
  method: 'GET',
  path: '/conversations/{conversation_id}/variables',
  payload: 'query',
  user: 'optional',
  input: listConversationVariablesSchema,
  output: cursorPageSchema(conversationVariableSchema),
  pages: 'last_id',
});

/**
 * Changes a variable that a chatflow keeps for a conversation. Safe to repeat.
 *
 * @throws NotFoundError when the user has no such conversation, or the conversation no such variable.
 * @throws BadRequestError with code `bad_request` when the value is not of the variable's type; `invalid_param` for a
 *   fraction where whole numbers are kept; `not_chat_app`.
 * @see https://docs.dify.ai/en/api-reference/conversations/update-conversation-variable
 */
export const updateVariable = endpoint<UpdateConversationVariable, ConversationVariable>({
  operationId: 'updateChatConversationVariable',
  method: 'PUT',
  path: '/conversations/{conversation_id}/variables/{variable_id}',
  payload: 'json',
  user: 'optional',
  input: updateConversationVariableSchema,
  output: conversationVariableSchema,
});

export { remove as delete };
