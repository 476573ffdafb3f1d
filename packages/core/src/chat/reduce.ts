import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';
import { mergeHistory } from './from-history.ts';
import type { AssistantMessage, AssistantStatus, ChatMessage, UserMessage } from './message.ts';
import { reduceEvent, settle } from './reduce-event.ts';
import { type ChatState, initialState } from './state.ts';

/** Everything that can happen to a conversation. Times are Unix milliseconds. */
export type ChatAction =
  | { readonly type: 'asked'; readonly question: UserMessage; readonly answerId: string; readonly now: number }
  | { readonly type: 'asked-again'; readonly now: number }
  | { readonly type: 'event'; readonly event: DifyEvent; readonly now: number }
  | { readonly type: 'settled'; readonly status: AssistantStatus; readonly now: number }
  | { readonly type: 'stopping'; readonly now: number }
  | { readonly type: 'stop-told'; readonly unaware: boolean }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'recovered'; readonly turn: HistoryMessage; readonly now: number }
  | { readonly type: 'history-loading' }
  | { readonly type: 'history'; readonly turns: readonly HistoryMessage[]; readonly hasMore: boolean }
  | { readonly type: 'history-failed'; readonly error: DifyError }
  | { readonly type: 'feedback'; readonly id: string; readonly rating: 'like' | 'dislike' | null }
  | { readonly type: 'suggestions'; readonly suggestions: readonly string[] }
  | { readonly type: 'error-cleared' }
  | { readonly type: 'reset' };

/** The conversation after something happened. Pure; what did not change keeps its identity. */
export function reduce(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'event':
      return reduceEvent(state, action.event, action.now);
    case 'asked':
      return asked(state, action.question, action.answerId, action.now);
    case 'asked-again':
      return askedAgain(state, action.now);
    case 'settled':
      return settle(state, action.status, action.now);
    case 'stopping':
      return { ...settle(state, { type: 'stopped' }, action.now), status: 'stopping' };
    case 'stop-told':
      return stopTold(state, action.unaware);
    case 'reconnecting':
      return { ...state, status: 'reconnecting' };
    case 'recovered':
      return recovered(state, action.turn, action.now);
    case 'history-loading':
      return { ...state, history: { ...state.history, status: 'loading' } };
    case 'history':
      return withHistory(state, action.turns, action.hasMore);
    case 'history-failed':
      return { ...state, error: action.error, history: { ...state.history, status: 'error' } };
    case 'feedback':
      return { ...state, rows: changeAnswer(state.rows, action.id, (row) => ({ ...row, feedback: action.rating })) };
    case 'suggestions':
      return { ...state, suggestions: action.suggestions };
    case 'error-cleared':
      return { ...state, error: null, status: state.status === 'error' ? 'ready' : state.status };
    case 'reset':
      return initialState(null);
  }
}

function asked(state: ChatState, question: UserMessage, answerId: string, now: number): ChatState {
  const live: AssistantMessage = {
    role: 'assistant',
    id: answerId,
    createdAt: now,
    replyTo: question.id,
    status: { type: 'pending' },
    parts: [],
    sources: [],
    feedback: null,
  };
  return {
    ...state,
    status: 'submitted',
    error: null,
    suggestions: [],
    rows: [...state.rows, question],
    live,
    textFrom: null,
  };
}

function withHistory(state: ChatState, turns: readonly HistoryMessage[], hasMore: boolean): ChatState {
  const rows = unlessSame(state.rows, mergeHistory(state.rows, withoutLive(turns, state.live)));
  const holdsOlder = rows[0]?.serverId !== undefined && turns.every(({ id }) => id !== rows[0]?.serverId);
  return { ...state, rows, history: { status: 'ready', hasMore: holdsOlder ? state.history.hasMore : hasMore } };
}

/** The last answer's row begins anew; what it held is kept until something better arrives. */
function askedAgain(state: ChatState, now: number): ChatState {
  const last = state.rows.at(-1);
  if (last?.role !== 'assistant') return state;
  const { serverId: _, run: __, usage: ___, timing: ____, ...rest } = last;
  const live: AssistantMessage = { ...rest, createdAt: now, status: { type: 'pending' }, parts: [], sources: [] };
  return {
    ...state,
    status: 'submitted',
    error: null,
    suggestions: [],
    rows: state.rows.slice(0, -1),
    live,
    held: last.parts.length > 0 ? last : null,
    textFrom: null,
  };
}

function stopTold(state: ChatState, unaware: boolean): ChatState {
  const status = state.status === 'stopping' ? 'ready' : state.status;
  const stopped = state.rows.findLast((row) => row.role === 'assistant' && row.status.type === 'stopped');
  if (!unaware || stopped === undefined) return { ...state, status };
  const rows = changeAnswer(state.rows, stopped.id, (row) => ({
    ...row,
    status: { type: 'stopped', serverUnaware: true },
  }));
  return { ...state, status, rows };
}

/** The rest of a lost answer was found in history: what is held grows to it. */
function recovered(state: ChatState, turn: HistoryMessage, now: number): ChatState {
  if (state.live === null) return state;
  const settled = settle(state, { type: 'complete' }, now);
  return { ...settled, rows: unlessSame(settled.rows, mergeHistory(settled.rows, [turn])) };
}

/** A growing answer is never overwritten by what history says of it so far. */
function withoutLive(turns: readonly HistoryMessage[], live: AssistantMessage | null): readonly HistoryMessage[] {
  return live?.serverId === undefined ? turns : turns.filter(({ id }) => id !== live.serverId);
}

function changeAnswer(
  rows: readonly ChatMessage[],
  id: string,
  change: (row: AssistantMessage) => AssistantMessage,
): readonly ChatMessage[] {
  return rows.map((row) => (row.id === id && row.role === 'assistant' ? change(row) : row));
}

function unlessSame(rows: readonly ChatMessage[], next: readonly ChatMessage[]): readonly ChatMessage[] {
  return rows.length === next.length && rows.every((row, index) => row === next[index]) ? rows : next;
}
