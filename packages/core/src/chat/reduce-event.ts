import { StreamError } from '../errors/stream-error.ts';
import type {
  AgentThoughtEvent,
  DifyEvent,
  MessageEndEvent,
  ReasoningChunkEvent,
  WorkflowEvent,
} from '../events/dify-event.ts';
import type { OutputFile } from '../events/output-file.ts';
import { apiError } from '../transport/dify-error-from.ts';
import { renamed } from './branches.ts';
import { ended, thoughtOf, tookSince, withoutGrowth, withThought } from './grow-parts.ts';
import type { AssistantMessage, AssistantStatus, FilePart, MessagePart, ToolPart } from './message.ts';
import { placeLive } from './place-live.ts';
import { rawTextOf } from './raw-text-of.ts';
import { isOldPause, resumeByEvent, takeFormEvent } from './reduce-human-input.ts';
import { reduceRun } from './reduce-run.ts';
import { appendText, begun, releaseHeldBack, releaseTail, takeAnswer, takeReplacement } from './reduce-text.ts';
import { resumeAfter } from './resumed-text.ts';
import type { ChatState } from './state.ts';
import { thinkScan } from './think-tags.ts';
import { toolState } from './tool-state.ts';
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
      if (event.belongs_to === 'user') return known;
      return withPart(known, filePart(event.id ?? `file-${live.parts.length}`, event.type, event.url), now);
    case 'agent_thought':
      return takeAgentThought(begun(known), event, now);
    case 'reasoning_chunk':
      return takeReasoning(begun(known), event, now);
    case 'message_replace':
      return takeReplacement(known, event);
    case 'message_end': {
      const whole = { ...known, live: withMetadata(live, event) };
      return live.run?.status === 'running' ? whole : settle(whole, { type: 'complete' }, now);
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
  const state = releaseTail(releaseHeldBack(before, status, now), now);
  const { live } = state;
  if (live === null) return state;
  const kept = live.parts.length === 0 && state.held !== null ? state.held : live;
  const parts = kept.parts.map((part) => ended(part, now));
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
    thinking: thinkScan,
    resumed: null,
  };
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
  return isResumption && state.live !== null ? { ...state, resumed: resumeAfter(rawTextOf(state.live)) } : state;
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
function withPart(state: ChatState, part: ToolPart | FilePart | null, now: number): ChatState {
  const { live } = state;
  if (live === null || part === null) return state;
  const index = live.parts.findIndex(({ id, type }) => id === part.id && type === part.type);
  const parts = index < 0 ? [...withoutGrowth(live.parts, now), part] : live.parts.with(index, part);
  return { ...state, live: { ...live, parts } };
}

function filePart(id: string, kind: string | undefined, url: string | undefined): FilePart | null {
  return url ? { type: 'file', id, kind: kind ?? 'custom', url } : null;
}

/** Thinking that comes in events of its own. It ends when the text begins: what closes it comes much later. */
function takeReasoning(state: ChatState, { data }: ReasoningChunkEvent, now: number): ChatState {
  const { live } = state;
  if (live === null) return state;
  const parts = withThought(live.parts, data.node_id ?? '', data.reasoning, now);
  if (parts === live.parts) return state;
  const timing = live.timing ?? { firstTokenMs: Math.max(0, now - live.createdAt) };
  return { ...state, live: { ...live, parts, timing } };
}

/** A round of an agent: what it thought, unless that only repeats what was said, and what it used. */
function takeAgentThought(state: ChatState, event: AgentThoughtEvent, now: number): ChatState {
  const { live } = state;
  if (live === null) return state;
  const thought = event.thought ?? '';
  const id = `thought-${event.id}`;
  const at = live.parts.findIndex((part) => part.id === id);
  const before = live.parts[at];
  const isNews = thought.trim() !== '' && !rawTextOf(live).includes(thought.trim());
  const tool = toolPart(event, live.parts, now);
  if (!isNews) return withPart(state, tool, now);
  const parts =
    before?.type === 'reasoning'
      ? live.parts.with(at, { ...before, text: thought })
      : [
          ...withoutGrowth(live.parts, now),
          {
            type: 'reasoning',
            id,
            text: thought,
            state: 'streaming',
            origin: 'agent-thought',
            startedAt: now,
          } as const,
        ];
  return withPart({ ...state, live: { ...live, parts } }, tool, now);
}

function toolPart(event: AgentThoughtEvent, parts: readonly MessagePart[], now: number): ToolPart | null {
  const { tool, tool_input, tool_labels, observation, thought } = event;
  if (!tool) return null;
  const before = parts.find((part) => part.type === 'tool' && part.id === event.id);
  const startedAt = before?.type === 'tool' ? before.startedAt : now;
  const state = toolState(observation ?? undefined);
  return {
    type: 'tool',
    id: event.id,
    name: tool,
    ...(tool_labels ? { labels: tool_labels } : {}),
    input: tool_input ?? '',
    ...(observation ? { output: observation } : {}),
    ...(thought ? { thought } : {}),
    state,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(state === 'running' ? {} : tookSince(startedAt, now)),
  };
}

function withMetadata(message: AssistantMessage, { metadata, files }: MessageEndEvent): AssistantMessage {
  const annotation = metadata?.annotation_reply;
  const author = annotation?.account?.name;
  return {
    ...message,
    parts: withFiles(withStoredThoughts(message.parts, metadata?.reasoning), files ?? []),
    sources: metadata?.retriever_resources ?? message.sources,
    ...(metadata?.usage ? { usage: metadata.usage } : {}),
    ...(annotation ? { annotation: { id: annotation.id ?? '', ...(author ? { author } : {}) } } : {}),
  };
}

/** Thinking that was not heard, as the stream was read again after a gap. */
function withStoredThoughts(
  parts: readonly MessagePart[],
  reasoning: Readonly<Record<string, unknown>> | null | undefined,
): readonly MessagePart[] {
  const isHeard = (nodeId: string) => parts.some((part) => part.type === 'reasoning' && part.nodeId === nodeId);
  const missed = Object.entries(reasoning ?? {}).flatMap(([nodeId, text]) =>
    typeof text === 'string' && text.trim() !== '' && !isHeard(nodeId) ? [{ nodeId, text }] : [],
  );
  if (missed.length === 0) return parts;
  const made = missed.map(({ nodeId, text }, at) => ({
    ...thoughtOf(parts, text, { origin: 'reasoning-chunk', nodeId, state: 'done' }),
    id: `reasoning-${nodeId}-${at}`,
  }));
  return [...made, ...parts];
}

/** Files that the run made and that neither an event nor the text has named. Chatflows tell of them at the end only. */
function withFiles(parts: readonly MessagePart[], files: readonly OutputFile[]): readonly MessagePart[] {
  const text = rawTextOf({ parts });
  const added = files.flatMap((file, at): readonly FilePart[] => {
    const { url, related_id, filename, size, type, transfer_method } = file;
    const path = url?.split(/[?#]/)[0];
    if (!url || !path || transfer_method !== 'tool_file') return [];
    const id = related_id ?? `file-${at}`;
    if (
      text.includes(path) ||
      parts.some((part) => part.type === 'file' && (part.id === id || part.url.startsWith(path)))
    )
      return [];
    const known = typeof size === 'number' && size > 0 ? { size } : {};
    return [{ type: 'file', id, kind: type ?? 'custom', url, ...(filename ? { name: filename } : {}), ...known }];
  });
  return added.length === 0 ? parts : [...parts, ...added];
}

/** Servers of before 1.14 send `message_end` after `workflow_finished`. */
function completeLast(state: ChatState, event: MessageEndEvent): ChatState {
  const last = state.rows.at(-1);
  if (last?.role !== 'assistant' || last.serverId !== event.message_id || last.status.type !== 'complete') return state;
  return { ...state, rows: state.rows.with(-1, withMetadata(last, event)) };
}
