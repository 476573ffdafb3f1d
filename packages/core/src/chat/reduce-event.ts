import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent, MessageEndEvent, WorkflowEvent } from '../events/dify-event.ts';
import { apiError } from '../transport/dify-error-from.ts';
import type { AssistantMessage, AssistantStatus, FilePart, MessagePart, ToolPart } from './message.ts';
import { reduceRun } from './reduce-run.ts';
import type { ChatState } from './state.ts';

/**
 * The conversation after one more event of the running answer. Pure.
 * After the answer's end only what completes it is taken: sources and usage that come late.
 */
export function reduceEvent(state: ChatState, event: DifyEvent, now: number): ChatState {
  if (event.event === 'unknown') return state;
  if (state.live === null) {
    const learned = withStoppedIds(state, event);
    return event.event === 'message_end' ? completeLast(learned, event) : learned;
  }
  const known = withIds(state, event);
  const live = known.live;
  if (live === null) return known;
  switch (event.event) {
    case 'message':
      return appendText(known, event.answer, 'message', now);
    case 'agent_message':
      return appendText(known, event.answer, 'agent_message', now);
    case 'message_file':
      if (typeof event.answer === 'string') return appendText(known, event.answer, 'message', now);
      return withPart(known, filePart(event.id ?? `file-${live.parts.length}`, event.type, event.url));
    case 'agent_thought':
      return withPart(begun(known), toolPart(event));
    case 'message_replace':
      return event.answer === ''
        ? known
        : { ...begun(known), live: { ...replaceText(live, event.answer), replaced: true } };
    case 'message_end': {
      const ended = { ...known, live: withMetadata(live, event) };
      return live.run?.status === 'running' ? ended : settle(ended, { type: 'complete' }, now);
    }
    case 'error':
      return settle(known, failure(event), now);
    case 'tts_message':
    case 'tts_message_end':
      return known;
    default:
      return workflowEvent(known, live, event, now);
  }
}

/** Ends the live answer: its row joins the settled ones. */
export function settle(state: ChatState, status: AssistantStatus, now: number): ChatState {
  const { live } = state;
  if (live === null) return state;
  const kept = live.parts.length === 0 && state.held !== null ? state.held : live;
  const parts = kept.parts.map((part) =>
    part.type === 'file' || part.state === 'done' ? part : { ...part, state: 'done' as const },
  );
  const timing = { ...kept.timing, totalMs: Math.max(0, now - live.createdAt) };
  const failed = status.type === 'failed' || status.type === 'interrupted' ? status : null;
  return {
    ...state,
    status: failed ? 'error' : status.type === 'paused' ? 'paused' : 'ready',
    error: failed?.error ?? null,
    rows: [...state.rows, { ...kept, status, parts, timing }],
    live: null,
    held: null,
    textFrom: null,
  };
}

function workflowEvent(state: ChatState, live: AssistantMessage, event: WorkflowEvent, now: number): ChatState {
  const run = reduceRun(live.run, event);
  if (run === live.run || run === undefined) return state;
  const next = begun({ ...state, live: { ...live, run } });
  if (event.event === 'workflow_paused') return settle(next, { type: 'paused' }, now);
  if (event.event !== 'workflow_finished') return next;
  if (run.status === 'failed') {
    const error = apiError(400, { code: 'invalid_param', message: run.error ?? 'The workflow failed.' });
    return settle(next, { type: 'failed', error }, now);
  }
  if (run.status === 'stopped') return settle(next, { type: 'stopped' }, now);
  const answer = run.outputs?.answer;
  const silent = !live.parts.some((part) => part.type === 'text');
  const whole = silent && typeof answer === 'string' && answer !== '' ? appendText(next, answer, 'message', now) : next;
  return settle(whole, { type: 'complete' }, now);
}

function failure(event: Extract<DifyEvent, { event: 'error' }>): AssistantStatus {
  if (event.code === 'upstream_interrupted') {
    const message = event.message || 'The connection to the app was lost in the middle of its answer.';
    return { type: 'interrupted', error: new StreamError(message, { code: 'interrupted' }) };
  }
  const status = typeof event.status === 'number' ? event.status : 500;
  return { type: 'failed', error: apiError(status, { code: event.code, message: event.message }) };
}

/** Learns the conversation's and the turn's ids from the first event that names them. */
function withIds(state: ChatState, event: Exclude<DifyEvent, { event: 'unknown' }>): ChatState {
  const { live } = state;
  const serverId = event.message_id;
  const conversationId = event.conversation_id ?? state.conversationId;
  const newConversation = conversationId !== state.conversationId ? { ...state, conversationId } : state;
  if (live === null || serverId === undefined || live.serverId === serverId) return newConversation;
  const rows = newConversation.rows.map((row) => (row.id === live.replyTo ? { ...row, serverId } : row));
  return { ...newConversation, rows, live: { ...live, serverId } };
}

/** An answer stopped before its first event learns its ids from the events that still come. */
function withStoppedIds(state: ChatState, event: Exclude<DifyEvent, { event: 'unknown' }>): ChatState {
  const last = state.rows.at(-1);
  const serverId = event.message_id;
  if (last?.role !== 'assistant' || last.status.type !== 'stopped' || last.serverId || !serverId) return state;
  const rows = state.rows.map((row) => (row.id === last.id || row.id === last.replyTo ? { ...row, serverId } : row));
  return { ...state, rows, conversationId: event.conversation_id ?? state.conversationId };
}

function begun(state: ChatState): ChatState {
  if (state.live === null || state.live.status.type !== 'pending') return state;
  return { ...state, status: 'streaming', live: { ...state.live, status: { type: 'streaming' } } };
}

function appendText(state: ChatState, delta: string, from: 'message' | 'agent_message', now: number): ChatState {
  const started = begun(state);
  const { live } = started;
  if (live === null || delta === '') return started;
  if (from === 'message' && state.textFrom === 'agent_message') {
    return { ...started, textFrom: 'message', live: replaceText(live, delta) };
  }
  const last = live.parts.at(-1);
  const parts: readonly MessagePart[] =
    last?.type === 'text'
      ? [...live.parts.slice(0, -1), { ...last, text: last.text + delta }]
      : [...live.parts, { type: 'text', id: `text-${live.parts.length}`, text: delta, state: 'streaming' }];
  const timing = live.timing ?? { firstTokenMs: Math.max(0, now - live.createdAt) };
  return { ...started, textFrom: from, live: { ...live, parts, timing } };
}

function replaceText(live: AssistantMessage, text: string): AssistantMessage {
  const others = live.parts.filter((part) => part.type !== 'text');
  const first = live.parts.find((part) => part.type === 'text');
  return { ...live, parts: [...others, { type: 'text', id: first?.id ?? 'text-0', text, state: 'streaming' }] };
}

/** Puts a part in the place of the one with its id, or at the end. */
function withPart(state: ChatState, part: ToolPart | FilePart | null): ChatState {
  const { live } = state;
  if (live === null || part === null) return state;
  const index = live.parts.findIndex(({ id, type }) => id === part.id && type === part.type);
  const parts = index < 0 ? [...live.parts, part] : live.parts.with(index, part);
  return { ...state, live: { ...live, parts } };
}

function filePart(id: string, kind: string | undefined, url: string | undefined): FilePart | null {
  return url ? { type: 'file', id, kind: kind ?? 'custom', url } : null;
}

function toolPart(event: Extract<DifyEvent, { event: 'agent_thought' }>): ToolPart | null {
  const { tool, tool_input, observation, thought } = event;
  if (!tool && !observation) return null;
  return {
    type: 'tool',
    id: event.id,
    name: tool ?? '',
    input: tool_input ?? '',
    ...(observation ? { output: observation } : {}),
    ...(thought ? { thought } : {}),
    state: observation ? 'done' : 'running',
  };
}

function withMetadata(message: AssistantMessage, { metadata }: MessageEndEvent): AssistantMessage {
  const annotation = metadata?.annotation_reply;
  const author = annotation?.account?.name;
  return {
    ...message,
    sources: metadata?.retriever_resources ?? message.sources,
    ...(metadata?.usage ? { usage: metadata.usage } : {}),
    ...(annotation ? { annotation: { id: annotation.id ?? '', ...(author ? { author } : {}) } } : {}),
  };
}

/** Servers of before 1.14 send `message_end` after `workflow_finished`. */
function completeLast(state: ChatState, event: MessageEndEvent): ChatState {
  const last = state.rows.at(-1);
  if (last?.role !== 'assistant' || last.serverId !== event.message_id || last.status.type !== 'complete') return state;
  return { ...state, rows: state.rows.with(-1, withMetadata(last, event)) };
}
