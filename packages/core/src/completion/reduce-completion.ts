import type { FilePart } from '../chat/message.ts';
import type { DifyEvent, MessageEndEvent, MessageFileEvent } from '../events/dify-event.ts';
import { outcomeOfError } from '../stores/outcome-of-error.ts';
import type { RunStep } from '../stores/run-driver.ts';
import type { RunOutcome } from '../stores/run-status.ts';
import { type CompletionSnapshot, noText } from './completion-state.ts';

/** Everything that can happen to a text. Times are Unix milliseconds. */
export type CompletionAction =
  | RunStep
  | { readonly type: 'feedback'; readonly rating: 'like' | 'dislike' | null }
  | { readonly type: 'error-cleared' }
  | { readonly type: 'reset' };

/** The text after something happened. Pure; what did not change keeps its identity. */
export function reduceCompletion(state: CompletionSnapshot, action: CompletionAction): CompletionSnapshot {
  switch (action.type) {
    case 'event':
      return takeEvent(state, action.event, action.now);
    case 'started': {
      const status = action.isReplay ? 'reconnecting' : 'submitted';
      return { ...noText, status, startedAt: action.startedAt };
    }
    case 'went-on':
      return state.startedAt === null ? state : { ...state, status: 'reconnecting', error: null, outcome: null };
    case 'settled':
      return settle(state, action.outcome, action.now);
    case 'stopping':
      return { ...settle(state, { type: 'stopped' }, action.now), status: 'stopping' };
    case 'stop-told':
      return stopTold(state, action.unaware);
    case 'reconnecting':
      return isRunning(state) ? { ...state, status: 'reconnecting' } : state;
    case 'reconnected':
      return state.status === 'reconnecting' ? { ...state, status: 'streaming' } : state;
    case 'gap':
      return state;
    case 'feedback':
      return { ...state, feedback: action.rating };
    case 'error-cleared':
      return { ...state, error: null, status: state.status === 'error' ? 'ready' : state.status };
    case 'reset':
      return noText;
  }
}

function takeEvent(state: CompletionSnapshot, event: DifyEvent, now: number): CompletionSnapshot {
  if (event.event === 'unknown' || state.startedAt === null) return state;
  if (state.outcome !== null) return withStoppedId(state, event.message_id);
  const known = withId(state, event.message_id);
  switch (event.event) {
    case 'message':
    case 'agent_message':
      return append(known, event.answer, now);
    case 'message_file':
      if (typeof event.answer === 'string') return append(known, event.answer, now);
      return withFile(known, event);
    case 'message_replace':
      return event.answer === '' ? known : { ...begun(known), text: event.answer, isReplaced: true };
    case 'message_end':
      return settle(withMetadata(known, event), { type: 'complete' }, now);
    case 'error':
      return settle(known, outcomeOfError(event), now);
    default:
      return known;
  }
}

/** Ends the text. One that has ended stays as it ended. */
function settle(state: CompletionSnapshot, outcome: RunOutcome, now: number): CompletionSnapshot {
  if (!isRunning(state) || state.startedAt === null) return state;
  const isBad = outcome.type === 'failed' || outcome.type === 'interrupted';
  const elapsedMs = Math.max(0, now - state.startedAt);
  return { ...state, status: isBad ? 'error' : 'ready', error: isBad ? outcome.error : null, outcome, elapsedMs };
}

function stopTold(state: CompletionSnapshot, unaware: boolean): CompletionSnapshot {
  const status = state.status === 'stopping' ? 'ready' : state.status;
  const outcome: RunOutcome | null =
    unaware && state.outcome?.type === 'stopped' ? { type: 'stopped', serverUnaware: true } : state.outcome;
  return { ...state, status, outcome };
}

function append(state: CompletionSnapshot, delta: string, now: number): CompletionSnapshot {
  const started = begun(state);
  if (delta === '' || started.startedAt === null) return started;
  const firstTokenMs = started.firstTokenMs ?? Math.max(0, now - started.startedAt);
  return { ...started, text: started.text + delta, firstTokenMs };
}

function begun(state: CompletionSnapshot): CompletionSnapshot {
  return state.status === 'submitted' || state.status === 'reconnecting' ? { ...state, status: 'streaming' } : state;
}

function withId(state: CompletionSnapshot, messageId: string | undefined): CompletionSnapshot {
  return messageId === undefined || messageId === state.messageId ? state : { ...state, messageId };
}

/** A text that was stopped before its first event learns its id from the events that still come. */
function withStoppedId(state: CompletionSnapshot, messageId: string | undefined): CompletionSnapshot {
  return state.outcome?.type === 'stopped' && state.messageId === null ? withId(state, messageId) : state;
}

function withFile(state: CompletionSnapshot, { id, type, url }: MessageFileEvent): CompletionSnapshot {
  if (!url) return state;
  const file: FilePart = { type: 'file', id: id ?? `file-${state.files.length}`, kind: type ?? 'custom', url };
  return state.files.some((other) => other.id === file.id) ? state : { ...state, files: [...state.files, file] };
}

function withMetadata(state: CompletionSnapshot, { metadata }: MessageEndEvent): CompletionSnapshot {
  return {
    ...state,
    sources: metadata?.retriever_resources ?? state.sources,
    usage: metadata?.usage ?? state.usage,
  };
}

function isRunning({ outcome, startedAt }: CompletionSnapshot): boolean {
  return outcome === null && startedAt !== null;
}
