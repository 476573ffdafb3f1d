import type { RetrieverResource } from '@dify-oapi/core';
import type { Context } from '../context.ts';
import type { MessageRow, ThoughtRow } from '../world/app-rows.ts';
import { extraContentsOf } from './extra-contents.ts';
import { filesOfHistory } from './message-files.ts';

/** A turn in the order of keys in which it stands on the wire. */
export function messageToWire(context: Context, turn: MessageRow): object {
  const isOld = context.server.profile === '1.14';
  const spent = {
    message_tokens: turn.tokens.prompt,
    answer_tokens: turn.tokens.answer,
    provider_response_latency: turn.latency,
    total_price: '0E-7',
    currency: 'USD',
  };
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
    agent_thoughts: (turn.thoughts ?? []).map((thought) => thoughtToWire(turn.id, thought, isOld)),
    message_files: filesOfHistory(context, turn),
    ...(isOld ? {} : spent),
    status: turn.status,
    error: turn.error,
    extra_contents: extraContentsOf(context, turn),
    ...(isOld ? {} : { total_tokens: turn.tokens.prompt + turn.tokens.answer }),
  };
}

function thoughtToWire(messageId: string, row: ThoughtRow, isOld: boolean): object {
  const { id, position, thought, answer, tool, tool_labels, tool_input, created_at, observation, files } = row;
  return {
    id,
    chain_id: null,
    message_id: messageId,
    position,
    thought,
    ...(isOld ? {} : { answer }),
    tool,
    tool_labels,
    tool_input,
    created_at,
    observation,
    files,
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
    hit_count: source.hit_count ?? null,
    word_count: source.word_count ?? null,
    segment_position: source.segment_position ?? null,
    index_node_hash: source.index_node_hash ?? null,
    content,
    summary: source.summary ?? null,
    created_at: null,
  };
}
