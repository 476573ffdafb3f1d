import { formsFromHistory, runOfForms } from '../human-input/from-extra-contents.ts';
import { isOpen, type PendingForm } from '../human-input/pending-form.ts';
import type { AgentThought, HistoryMessage, MessageFile } from '../resources/messages/schemas.ts';
import { apiError } from '../transport/dify-error-from.ts';
import { withFreshLinks } from './fresh-links.ts';
import { ended, partsOfText } from './grow-parts.ts';
import {
  type AssistantMessage,
  type AssistantStatus,
  type ChatMessage,
  type FilePart,
  formsOf,
  type HumanInputPart,
  type MessageAttachment,
  type MessagePart,
  type ToolPart,
  textOf,
  type UserMessage,
} from './message.ts';
import { layText } from './resumed-text.ts';
import { toolState } from './tool-state.ts';

/** A stored turn as two rows. Their keys come from the server's id, so the same turn always has the same rows. */
function fromHistory(turn: HistoryMessage, now: number): readonly [UserMessage, AssistantMessage] {
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
  const said = saidOnce(turn);
  const answer: AssistantMessage = {
    role: 'assistant',
    id: `answer-${turn.id}`,
    serverId: turn.id,
    createdAt,
    replyTo: question.id,
    status: statusOf(turn),
    parts: [
      ...(turn.agent_thoughts ?? []).flatMap((thought) => thoughtParts(thought, said)),
      ...partsOfText(said),
      ...files.filter(byApp).flatMap(fileParts),
      ...formsFromHistory(turn.extra_contents, turn.status === 'paused', now).map(formPart),
    ],
    ...runOf(turn),
    sources: turn.retriever_resources ?? [],
    ...usageOf(turn),
    feedback: ratingOf(turn),
  };
  return [question, answer];
}

/**
 * The rows after a page of history came. A turn that is held stays as it is where the server says less of it,
 * and keeps its keys and its identity where the server says the same.
 */
export function mergeHistory(
  rows: readonly ChatMessage[],
  turns: readonly HistoryMessage[],
  now: number,
): readonly ChatMessage[] {
  const held = new Map(rows.flatMap((row) => (row.serverId ? [[`${row.role}-${row.serverId}`, row]] : [])));
  const seen = new Set<string>();
  const page = turns.flatMap((turn): readonly ChatMessage[] => {
    if (seen.has(turn.id)) return [];
    seen.add(turn.id);
    const [question, answer] = fromHistory(turn, now);
    const heldAnswer = held.get(`assistant-${turn.id}`);
    const heldQuestion = held.get(`user-${turn.id}`);
    return [
      heldQuestion === undefined ? question : withFreshLinks(heldQuestion, question, now),
      heldAnswer?.role === 'assistant' ? merged(withFreshLinks(heldAnswer, answer, now), answer) : answer,
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

/** Which turn each turn follows, where the server keeps branches apart; for most servers nothing. */
export function parentsOf(turns: readonly HistoryMessage[]): Readonly<Record<string, string>> {
  const isTold = (id: string | null | undefined): id is string => Boolean(id) && !/^[0-]+$/.test(id ?? '');
  return Object.fromEntries(
    turns.flatMap(({ id, parent_message_id: parent }) => (isTold(parent) && parent !== id ? [[id, parent]] : [])),
  );
}

function merged(held: AssistantMessage, stored: AssistantMessage): AssistantMessage {
  const heldText = textOf(held);
  const storedText = textOf(stored);
  const lessThanHeld = storedText.length < heldText.length || storedText === heldText;
  const isWrong = formsOf(stored).length > 0 && (held.run?.outputs !== undefined || isRepeated(storedText, heldText));
  if (heldText !== '' && (lessThanHeld || isWrong)) {
    const current = withMark(withStoredForms(held, stored), storedText === '');
    const sameFacts = held.feedback === stored.feedback && (held.sources.length > 0 || stored.sources.length === 0);
    if (sameFacts) return current;
    return { ...current, feedback: stored.feedback, sources: held.sources.length > 0 ? held.sources : stored.sources };
  }
  if (held.status.type === 'stopped') return held;
  const parts = formsOf(held).length > 0 ? layText(withStoredForms(held, stored).parts, storedText) : stored.parts;
  const run = held.run ?? stored.run;
  const mine = { id: held.id, replyTo: held.replyTo, createdAt: held.createdAt, branch: held.branch };
  const heard = {
    ...(run === undefined ? {} : { run }),
    ...(held.usage === undefined ? {} : { usage: held.usage }),
    ...(held.timing === undefined ? {} : { timing: held.timing }),
  };
  return { ...stored, ...mine, ...heard, parts: withHeldThoughts(parts, held.parts).map((part) => ended(part)) };
}

/** Says of an answer whose text the server does not have that it is held here alone. */
function withMark(held: AssistantMessage, unstored: boolean): AssistantMessage {
  return unstored === (held.unstored ?? false) ? held : { ...held, unstored };
}

/** Servers before 1.16 store what was said before a form once more with each form that was answered. */
function saidOnce({ answer, extra_contents }: HistoryMessage): string {
  const times = 1 + (extra_contents ?? []).filter(({ submitted }) => submitted === true).length;
  const once = answer.slice(0, answer.length / times);
  return times > 1 && answer === once.repeat(times) ? once : answer;
}

/** Servers before 1.16 store what was said before a form twice, and nothing of what was said after it. */
function isRepeated(stored: string, held: string): boolean {
  return stored.startsWith(held) && stored.slice(held.length).startsWith(held);
}

/** What is held, with forms that were answered elsewhere meanwhile; where all are, the answer waits no more. */
function withStoredForms(held: AssistantMessage, stored: AssistantMessage): AssistantMessage {
  const told = new Map(formsOf(stored).map((form) => [form.id, form]));
  const parts = held.parts.map((part): MessagePart => {
    const form = part.type === 'human-input' ? told.get(part.id) : undefined;
    if (part.type !== 'human-input' || form === undefined) return part;
    told.delete(part.id);
    const isNews = !isOpen(form) && (isOpen(part.form) || (form.answer !== undefined && !part.form.answer));
    return isNews ? { ...part, form: { ...form, markdown: part.form.markdown } } : part;
  });
  const added = [...told.values()].map(formPart);
  const isOver = held.status.type === 'paused' && stored.status.type !== 'paused';
  const isSame = added.length === 0 && !isOver && parts.every((part, at) => part === held.parts[at]);
  if (isSame) return held;
  return { ...held, parts: [...parts, ...added], ...(isOver ? { status: stored.status } : {}) };
}

/** History has none of the thinking that came in events of its own. */
function withHeldThoughts(parts: readonly MessagePart[], held: readonly MessagePart[]): readonly MessagePart[] {
  const isKept = (part: MessagePart) =>
    part.type === 'reasoning' && part.origin === 'reasoning-chunk' && !parts.some(({ id }) => id === part.id);
  return held.some(isKept) ? [...held.filter(isKept), ...parts] : parts;
}

function formPart(form: PendingForm): HumanInputPart {
  return { type: 'human-input', id: form.id, form };
}

/** The run behind a turn with forms, needed to go on with it. */
function runOf(turn: HistoryMessage): Pick<AssistantMessage, 'run'> {
  const id = runOfForms(turn.extra_contents);
  if (id === null) return {};
  const status = turn.status === 'paused' ? 'paused' : turn.status === 'error' ? 'failed' : 'succeeded';
  return { run: { id, status, nodes: [] } };
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
  const size = typeof file.size === 'number' && file.size > 0 ? { size: file.size } : {};
  return [
    { type: 'file', id: file.id ?? `file-${index}`, kind: file.type ?? 'custom', url: file.url, ...name, ...size },
  ];
}

/** A round of an agent: its thought, unless the answer says it too, and the tools that it used. */
function thoughtParts(round: AgentThought, said: string): readonly MessagePart[] {
  const thought = round.thought?.trim() ?? '';
  const parts: MessagePart[] =
    thought === '' || said.includes(thought)
      ? []
      : [{ type: 'reasoning', id: `thought-${round.id}`, text: thought, state: 'done', origin: 'agent-thought' }];
  if (!round.tool) return parts;
  const labels = round.tool_labels ? { labels: round.tool_labels } : {};
  const output = round.observation ? { output: round.observation } : {};
  const state = toolState(round.observation ?? undefined) === 'failed' ? 'failed' : 'done';
  const tool: ToolPart = {
    type: 'tool',
    id: round.id,
    name: round.tool,
    ...labels,
    input: round.tool_input ?? '',
    ...output,
    state,
  };
  return [...parts, tool];
}

/** What the turn cost. Since Dify 1.16. */
function usageOf(turn: HistoryMessage): Pick<AssistantMessage, 'usage'> {
  const { message_tokens, answer_tokens, total_tokens, total_price, currency, provider_response_latency } = turn;
  if (typeof total_tokens !== 'number' || total_tokens === 0) return {};
  return {
    usage: {
      total_tokens,
      ...(typeof message_tokens === 'number' ? { prompt_tokens: message_tokens } : {}),
      ...(typeof answer_tokens === 'number' ? { completion_tokens: answer_tokens } : {}),
      ...(total_price ? { total_price } : {}),
      ...(currency ? { currency } : {}),
      ...(typeof provider_response_latency === 'number' ? { latency: provider_response_latency } : {}),
    },
  };
}
