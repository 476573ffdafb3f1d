import type { RetrieverResource } from '@dify-oapi/core';
import type { Context } from '../context.ts';
import { readJson, readLimit, readUser, readUuid } from '../http/read-body.ts';
import { invalidParam, notFound, Refusal } from '../http/refusal.ts';
import { type MessageRow, turnsOf } from '../world.ts';
import { ownConversation } from './conversations.ts';

export function list(context: Context): Response {
  const { query, respond, server } = context;
  const conversationId = query.get('conversation_id');
  if (conversationId === null) throw invalidParam('1 validation error for Model\nconversation_id\n  Field required');
  const limit = readLimit(query.get('limit'));
  if (conversationId === '') return respond.json({ limit, has_more: false, data: [] });
  const user = readUser(query.get('user'), 'optional');
  const conversation = ownConversation(context, readUuid('conversation_id', conversationId) ?? '', user);
  const turns = turnsOf(server.world, conversation.id);
  const firstId = readUuid('first_id', query.get('first_id'));
  const first = turns.findIndex(({ id }) => id === firstId);
  if (firstId !== undefined && first < 0) throw new Refusal(404, 'not_found', 'First Message Not Exists.');
  const older = firstId === undefined ? turns : turns.slice(0, first);
  const data = older.slice(-limit).map((turn) => toWire(context, turn));
  return respond.json({ limit, has_more: older.length > limit, data });
}

/** A turn in the order of keys in which it stands on the wire. */
function toWire({ server }: Context, turn: MessageRow): object {
  return {
    id: turn.id,
    conversation_id: turn.conversation_id,
    parent_message_id: '00000000-0000-0000-0000-000000000000',
    inputs: turn.inputs,
    query: turn.query,
    answer: turn.answer,
    feedback: turn.feedback === null ? null : { rating: turn.feedback },
    retriever_resources: turn.sources.map((source) => sourceToWire(server.id, turn.id, source)),
    created_at: turn.created_at,
    agent_thoughts: [],
    message_files: turn.files.flatMap((id) => {
      const file = server.world.files.get(id);
      if (file === undefined) return [];
      const { name: filename, mime_type, size } = file;
      const url = `/files/${id}/file-preview`;
      const transfer_method = 'local_file';
      return [
        {
          id: server.id(),
          filename,
          type: 'document',
          url,
          mime_type,
          size,
          transfer_method,
          belongs_to: 'user',
          upload_file_id: id,
        },
      ];
    }),
    message_tokens: turn.tokens.prompt,
    answer_tokens: turn.tokens.answer,
    provider_response_latency: turn.latency,
    total_price: '0E-7',
    currency: 'USD',
    status: turn.status,
    error: turn.error,
    extra_contents: [],
    total_tokens: turn.tokens.prompt + turn.tokens.answer,
  };
}

/** History mints new ids for a turn's sources at every call. */
function sourceToWire(id: () => string, messageId: string, source: RetrieverResource): object {
  const { position, dataset_id, dataset_name, document_id, document_name, segment_id, score, content } = source;
  return {
    id: id(),
    message_id: messageId,
    position,
    dataset_id,
    dataset_name,
    document_id,
    document_name,
    data_source_type: 'upload_file',
    segment_id,
    score,
    hit_count: null,
    word_count: null,
    segment_position: source.segment_position ?? null,
    index_node_hash: null,
    content,
    summary: null,
    created_at: null,
  };
}

function ownMessage({ app, server, slots }: Context, user: string): MessageRow {
  const row = server.world.messages.get(slots.message_id ?? '');
  if (row === undefined || row.user !== user || row.app !== app.key) throw notFound('Message');
  return row;
}

export function suggested(context: Context): Response {
  const user = readUser(context.query.get('user'), 'required');
  const message = ownMessage(context, user);
  if (context.app.parameters.suggested_questions_after_answer?.enabled !== true) {
    throw new Refusal(400, 'bad_request', 'Suggested Questions Is Disabled.');
  }
  return context.respond.json({ result: 'success', data: message.followUps });
}

export async function feedback(context: Context): Promise<Response> {
  const body = await readJson(context.request);
  const message = ownMessage(context, readUser(body.user, 'required'));
  const { rating = null } = body;
  if (rating !== null && rating !== 'like' && rating !== 'dislike') {
    throw invalidParam("1 validation error for MessageFeedbackPayload\nrating\n  Input should be 'like' or 'dislike'");
  }
  if (rating === null && message.feedback === null)
    throw invalidParam('rating cannot be None when feedback not exists');
  message.feedback = rating;
  context.server.changed();
  return context.respond.json({ result: 'success' });
}
