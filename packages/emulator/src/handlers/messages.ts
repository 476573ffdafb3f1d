import type { RetrieverResource } from '@dify-oapi/core';
import type { Context } from '../context.ts';
import { missing, noneOf, refuseMisfits } from '../http/misfits.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { readLimit, readUuid } from '../http/read-query.ts';
import { invalidParam, notFound, Refusal } from '../http/refusal.ts';
import { type MessageRow, turnsOf } from '../world.ts';
import { ownConversation } from './conversations.ts';
import { filesOfHistory } from './message-files.ts';

/** The newest turns, or those before `first_id`, oldest first. Turns of the cursor's second are passed over. */
export function list(context: Context): Response {
  const { query, respond, server } = context;
  const user = readUser(query.get('user'), 'optional');
  const id = query.get('conversation_id');
  const absent = id === null ? missing('conversation_id', Object.fromEntries(query)) : undefined;
  const conversationId = readUuid('conversation_id', id);
  const firstId = readUuid('first_id', query.get('first_id'));
  const limit = readLimit(query.get('limit'));
  if (absent || conversationId.misfit || firstId.misfit || limit.misfit) {
    const misfits = [absent, conversationId.misfit, firstId.misfit, limit.misfit];
    throw refuseMisfits(
      'MessageListQuery',
      misfits.flatMap((misfit) => misfit ?? []),
    );
  }
  if (conversationId.value === undefined) return respond.json({ limit: limit.value, has_more: false, data: [] });
  const conversation = ownConversation(context, conversationId.value, user, '/messages');
  const turns = turnsOf(server.world, conversation.id);
  const first = turns.find((turn) => turn.id === firstId.value);
  if (firstId.value !== undefined && first === undefined) throw notFound('First Message', '/messages');
  const before = (cursor: MessageRow) => turns.filter((turn) => turn.created_at < cursor.created_at);
  const page = (first === undefined ? turns : before(first)).slice(-limit.value);
  const oldest = page[0];
  const has_more = page.length === limit.value && oldest !== undefined && before(oldest).length > 0;
  return respond.json({ limit: limit.value, has_more, data: page.map((turn) => toWire(context, turn)) });
}

/** A turn in the order of keys in which it stands on the wire. */
function toWire(context: Context, turn: MessageRow): object {
  return {
    id: turn.id,
    conversation_id: turn.conversation_id,
    parent_message_id: '00000000-0000-0000-0000-000000000000',
    inputs: turn.inputs,
    query: turn.query,
    answer: turn.answer,
    feedback: turn.feedback === null ? null : { rating: turn.feedback },
    retriever_resources: turn.sources.map((source) => sourceToWire(context.server.id, source)),
    created_at: turn.created_at,
    agent_thoughts: [],
    message_files: filesOfHistory(context, turn),
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

/** History mints new ids for a turn's sources at every call, also for the turn that they belong to. */
function sourceToWire(id: () => string, source: RetrieverResource): object {
  const { position, dataset_id, dataset_name, document_id, document_name, data_source_type } = source;
  const { segment_id, score, content } = source;
  return {
    id: id(),
    message_id: id(),
    position,
    dataset_id,
    dataset_name,
    document_id,
    document_name,
    data_source_type: data_source_type ?? 'upload_file',
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
  const user = readUser(body.user, 'required');
  const { rating = null } = body;
  if (rating !== null && rating !== 'like' && rating !== 'dislike') {
    throw refuseMisfits('MessageFeedbackPayload', [noneOf('rating', ['like', 'dislike'], rating)]);
  }
  const message = ownMessage(context, user);
  if (rating === null && message.feedback === null) {
    throw invalidParam('rating cannot be None when feedback not exists');
  }
  message.feedback = rating;
  context.server.changed();
  return context.respond.json({ result: 'success' });
}
