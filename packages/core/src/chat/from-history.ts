import type { AgentThought, HistoryMessage, MessageFile } from '../resources/messages/schemas.ts';
import { apiError } from '../transport/dify-error-from.ts';
import {
  type AssistantMessage,
  type AssistantStatus,
  type ChatMessage,
  type FilePart,
  type MessageAttachment,
  type MessagePart,
  textOf,
  type UserMessage,
} from './message.ts';

/** A stored turn as two rows. Their keys come from the server's id, so the same turn always has the same rows. */
function fromHistory(turn: HistoryMessage): readonly [UserMessage, AssistantMessage] {
  const createdAt = turn.created_at * 1000;
  const files = turn.message_files ?? [];
  const question: UserMessage = {
    role: 'user',
    id: `question-${turn.id}`,
    serverId: turn.id,
    createdAt,
    text: turn.query,
    files: files.filter(({ belongs_to }) => belongs_to !== 'assistant').map(attachment),
  };
  const text: readonly MessagePart[] =
    turn.answer === '' ? [] : [{ type: 'text', id: 'text-0', text: turn.answer, state: 'done' }];
  const answer: AssistantMessage = {
    role: 'assistant',
    id: `answer-${turn.id}`,
    serverId: turn.id,
    createdAt,
    replyTo: question.id,
    status: statusOf(turn),
    parts: [...(turn.agent_thoughts ?? []).flatMap(toolParts), ...text, ...files.filter(byApp).flatMap(fileParts)],
    sources: turn.retriever_resources ?? [],
    feedback: ratingOf(turn),
  };
  return [question, answer];
}

/**
 * The rows after a page of history came. A turn that is held stays as it is where the server says less of it,
 * and keeps its keys and its identity where the server says the same.
 */
export function mergeHistory(rows: readonly ChatMessage[], turns: readonly HistoryMessage[]): readonly ChatMessage[] {
  const held = new Map(rows.flatMap((row) => (row.serverId ? [[`${row.role}-${row.serverId}`, row]] : [])));
  const seen = new Set<string>();
  const page = turns.flatMap((turn): readonly ChatMessage[] => {
    if (seen.has(turn.id)) return [];
    seen.add(turn.id);
    const [question, answer] = fromHistory(turn);
    const heldAnswer = held.get(`assistant-${turn.id}`);
    return [
      held.get(`user-${turn.id}`) ?? question,
      heldAnswer?.role === 'assistant' ? merged(heldAnswer, answer) : answer,
    ];
  });
  const first = rows.findIndex((row) => row.serverId !== undefined && seen.has(row.serverId));
  const unseen = (row: ChatMessage) => row.serverId === undefined || !seen.has(row.serverId);
  const begin = page[0]?.createdAt ?? 0;
  const isBefore = (row: ChatMessage, at: number) =>
    first < 0 ? row.serverId !== undefined && row.createdAt < begin : at < first;
  const before = rows.filter((row, at) => isBefore(row, at) && unseen(row));
  const after = rows.filter((row, at) => !isBefore(row, at) && unseen(row));
  return [...before, ...page, ...after];
}

function merged(held: AssistantMessage, stored: AssistantMessage): AssistantMessage {
  const heldText = textOf(held);
  const storedText = textOf(stored);
  const lessThanHeld = storedText.length < heldText.length || storedText === heldText;
  if (lessThanHeld && heldText !== '') {
    const sameFacts = held.feedback === stored.feedback && (held.sources.length > 0 || stored.sources.length === 0);
    if (sameFacts) return held;
    return { ...held, feedback: stored.feedback, sources: held.sources.length > 0 ? held.sources : stored.sources };
  }
  if (held.status.type === 'stopped') return held;
  return { ...stored, id: held.id, replyTo: held.replyTo, createdAt: held.createdAt };
}

function statusOf(turn: HistoryMessage): AssistantStatus {
  if (turn.status === 'error')
    return { type: 'failed', error: apiError(400, { code: 'invalid_param', message: turn.error ?? '' }) };
  if (turn.status === 'paused') return { type: 'paused' };
  return { type: 'complete' };
}

function ratingOf(turn: HistoryMessage): 'like' | 'dislike' | null {
  const rating = turn.feedback?.rating;
  return rating === 'like' || rating === 'dislike' ? rating : null;
}

function byApp({ belongs_to }: MessageFile): boolean {
  return belongs_to === 'assistant';
}

function attachment(file: MessageFile, index: number): MessageAttachment {
  return {
    id: file.id ?? `file-${index}`,
    name: file.filename ?? '',
    kind: file.type ?? 'custom',
    ...(typeof file.size === 'number' ? { size: file.size } : {}),
    ...(file.url ? { url: file.url } : {}),
  };
}

function fileParts(file: MessageFile, index: number): readonly FilePart[] {
  if (!file.url) return [];
  const name = file.filename ? { name: file.filename } : {};
  return [{ type: 'file', id: file.id ?? `file-${index}`, kind: file.type ?? 'custom', url: file.url, ...name }];
}

function toolParts(thought: AgentThought): readonly MessagePart[] {
  if (!thought.tool) return [];
  const output = thought.observation ? { output: thought.observation } : {};
  return [
    { type: 'tool', id: thought.id, name: thought.tool, input: thought.tool_input ?? '', ...output, state: 'done' },
  ];
}
