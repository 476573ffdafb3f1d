import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent, MessageEndEvent, WorkflowEvent } from '../events/dify-event.ts';
import { apiError } from '../transport/dify-error-from.ts';
import { renamed } from './branches.ts';
import {
  type AssistantMessage,
  type AssistantStatus,
  type FilePart,
  type MessagePart,
  type ToolPart,
  textOf,
} from './message.ts';
import { placeLive } from './place-live.ts';
import { isOldPause, resumeByEvent, takeFormEvent } from './reduce-human-input.ts';
import { reduceRun } from './reduce-run.ts';
import { appendText, begun, releaseHeldBack, takeAnswer, takeReplacement } from './reduce-text.ts';
import { resumeAfter } from './resumed-text.ts';
import type { ChatState } from './state.ts';
import type { WorkflowRun } from './workflow-run.ts';

/**
 * The conversation after one more event of the running answer. Pure.
 * After the answer's end only what completes it is taken: sources and usage that come late.
 */
export function reduceEvent(before: ChatState, event: DifyEvent, now: number): ChatState {
  if (event.event === 'unknown') return before;
  const state = before.live === null ? resumeByEvent(before, event) : before;
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
      return takeReplacement(known, event);
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
export function settle(before: ChatState, status: AssistantStatus, now: number): ChatState {
  const state = releaseHeldBack(before, status, now);
  const { live } = state;
  if (live === null) return state;
  const kept = live.parts.length === 0 && state.held !== null ? state.held : live;
  const parts = kept.parts.map(ended);
  const timing = { ...kept.timing, totalMs: Math.max(0, now - live.createdAt) };
  const failed = status.type === 'failed' || status.type === 'interrupted' ? status : null;
  return {
    ...state,
    status: failed ? 'error' : status.type === 'paused' ? 'paused' : 'ready',
    error: failed?.error ?? null,
    rows: placeLive(state.rows, { ...kept, status, parts, timing }),
    live: null,
    held: null,
    textFrom: null,
    resumed: null,
  };
}

function ended(part: MessagePart): MessagePart {
  const isGrowing = (part.type === 'text' || part.type === 'tool') && part.state !== 'done';
  return isGrowing ? { ...part, state: 'done' } : part;
}

function workflowEvent(state: ChatState, live: AssistantMessage, event: WorkflowEvent, now: number): ChatState {
  const old = event.event === 'workflow_paused' && isOldPause(live, event);
  const run = old ? live.run : reduceRun(live.run, event);
  const withForm = takeFormEvent(live, event, now);
  const isSame = run === live.run && withForm === live;
  if (isSame && event.event !== 'workflow_paused') return state;
  const next = begun(goesOn({ ...state, live: run === undefined ? withForm : { ...withForm, run } }, event));
  if (event.event === 'workflow_paused') {
    return old ? next : settle(takeAnswer(next, event.data.outputs?.answer), { type: 'paused' }, now);
  }
  return event.event === 'workflow_finished' && run !== undefined ? finish(next, run, now) : next;
}

/** After each pause it shows anew whether the server repeats what it has said. */
function goesOn(state: ChatState, event: WorkflowEvent): ChatState {
  const isResumption = event.event === 'workflow_started' && event.data.reason === 'resumption';
  return isResumption && state.live !== null ? { ...state, resumed: resumeAfter(textOf(state.live)) } : state;
}

function finish(state: ChatState, run: WorkflowRun, now: number): ChatState {
  if (run.status === 'failed') {
    const error = apiError(400, { code: 'invalid_param', message: run.error ?? 'The workflow failed.' });
    return settle(state, { type: 'failed', error }, now);
  }
  if (run.status === 'stopped') {
    const wasForm = state.live?.parts.some(({ type }) => type === 'human-input');
    return settle(state, wasForm && state.resumed !== null ? lostAfterForm() : { type: 'stopped' }, now);
  }
  return settle(takeAnswer(state, run.outputs?.answer), { type: 'complete' }, now);
}

/** Nobody stopped it: some servers end a run once its form was answered, and lose what it had made. */
function lostAfterForm(): AssistantStatus {
  const message = 'The server ended the run after its form was answered, and its answer was lost. Ask again.';
  return { type: 'failed', error: new StreamError(message, { code: 'lost_after_form' }) };
}

function failure(event: Extract<DifyEvent, { event: 'error' }>): AssistantStatus {
  if (event.code === 'stopped') return { type: 'stopped' };
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
  const branches = renamed(state.branches, live.replyTo, serverId);
  return { ...newConversation, rows, branches, live: { ...live, serverId } };
}

/** An answer stopped before its first event learns its ids from the events that still come. */
function withStoppedIds(state: ChatState, event: Exclude<DifyEvent, { event: 'unknown' }>): ChatState {
  const last = state.rows.at(-1);
  const serverId = event.message_id;
  if (last?.role !== 'assistant' || last.status.type !== 'stopped' || last.serverId || !serverId) return state;
  const rows = state.rows.map((row) => (row.id === last.id || row.id === last.replyTo ? { ...row, serverId } : row));
  const branches = renamed(state.branches, last.replyTo, serverId);
  return { ...state, rows, branches, conversationId: event.conversation_id ?? state.conversationId };
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
