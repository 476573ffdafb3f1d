import type { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { PendingForm } from '../human-input/pending-form.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';
import {
  type Branches,
  lastShownTurn,
  positionOf,
  select,
  turnKey,
  withPosition,
  withPositions,
  withTurn,
} from './branches.ts';
import type { QueuedMessage } from './chat.ts';
import { mergeHistory, parentsOf } from './from-history.ts';
import { ended } from './grow-parts.ts';
import type { AssistantMessage, AssistantStatus, ChatMessage, UserMessage } from './message.ts';
import { reduceEvent, settle } from './reduce-event.ts';
import { changeForm, expire, resume } from './reduce-human-input.ts';
import { withText } from './resumed-text.ts';
import { type ChatState, initialState } from './state.ts';
import { thinkScan } from './think-tags.ts';

/** Everything that can happen to a conversation. Times are Unix milliseconds. */
export type ChatAction =
  | {
      readonly type: 'asked';
      readonly question: UserMessage;
      readonly answerId: string;
      /** The turn that it follows; `null`: it begins the conversation. @default the last one that is shown */
      readonly parent?: string | null | undefined;
      readonly now: number;
    }
  | { readonly type: 'asked-again'; readonly now: number }
  | { readonly type: 'event'; readonly event: DifyEvent; readonly now: number }
  | { readonly type: 'settled'; readonly status: AssistantStatus; readonly now: number }
  | { readonly type: 'stopping'; readonly now: number }
  | { readonly type: 'stop-told'; readonly unaware: boolean }
  | { readonly type: 'reconnecting' }
  /** The connection is there again. */
  | { readonly type: 'reconnected' }
  | { readonly type: 'queue'; readonly queue: readonly QueuedMessage[] }
  /** The run is read anew after a gap: what it says in the end beats what was heard. */
  | { readonly type: 'reattached' }
  /** A waiting answer goes on, by its row. */
  | {
      readonly type: 'resuming';
      readonly id: string;
      /** Whether what comes follows exactly on what is held, without a repetition. @default false */
      readonly isExact?: boolean;
    }
  | { readonly type: 'form'; readonly form: PendingForm }
  | { readonly type: 'forms-expired'; readonly now: number }
  /** The run's own word on its whole text, by Dify's id of the turn. */
  | { readonly type: 'answer-known'; readonly serverId: string; readonly text: string }
  | { readonly type: 'recovered'; readonly turn: HistoryMessage; readonly now: number }
  | { readonly type: 'history-loading' }
  | {
      readonly type: 'history';
      readonly turns: readonly HistoryMessage[];
      readonly hasMore: boolean;
      /** Tells forms that are over. @default 0, and the clock tells later */
      readonly now?: number | undefined;
    }
  /** Rows of another place, e.g. of an export: the conversation begins with them. */
  | { readonly type: 'restored'; readonly rows: readonly ChatMessage[] }
  | { readonly type: 'branches'; readonly branches: Branches }
  | { readonly type: 'branch-selected'; readonly id: string; readonly to: number | 'previous' | 'next' }
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
      return asked(state, action);
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
    case 'reconnected':
      return state.status !== 'reconnecting'
        ? state
        : { ...state, status: state.live?.status.type === 'pending' ? 'submitted' : 'streaming' };
    case 'queue':
      return { ...state, queue: action.queue };
    case 'reattached':
      return state.live === null
        ? state
        : { ...state, resumed: state.resumed ?? { before: '', got: '', mode: 'append' } };
    case 'resuming':
      return resumed(state, action.id, action.isExact ?? false);
    case 'form':
      return changeForm(state, action.form);
    case 'forms-expired':
      return expire(state, action.now);
    case 'answer-known':
      return answerKnown(state, action.serverId, action.text);
    case 'recovered':
      return recovered(state, action.turn, action.now);
    case 'history-loading':
      return { ...state, history: { ...state.history, status: 'loading' } };
    case 'history':
      return withHistory(state, action.turns, action.hasMore, action.now ?? 0);
    case 'restored':
      return { ...state, rows: action.rows };
    case 'branches':
      return branched(state, action.branches);
    case 'branch-selected':
      return branched(state, selected(state, action.id, action.to));
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

function asked(state: ChatState, action: Extract<ChatAction, { type: 'asked' }>): ChatState {
  const { question, answerId, now } = action;
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
  const parent = action.parent === undefined ? lastShownTurn(state.rows, state.branches) : action.parent;
  const branches = withTurn(state.branches, state.rows, turnKey(question), parent);
  const next: ChatState = {
    ...state,
    status: 'submitted',
    error: null,
    suggestions: [],
    rows: [...state.rows, question],
    live,
    textFrom: null,
    thinking: thinkScan,
    resumed: null,
  };
  return branched(next, branches);
}

/** The conversation with an answer growing again that had broken off, or waited. */
function resumed(state: ChatState, id: string, isExact: boolean): ChatState {
  const next = resume(state, id);
  return next === state || !isExact ? next : { ...next, resumed: null };
}

/** The conversation with these branches, and every row's place among them. */
function branched(state: ChatState, branches: Branches): ChatState {
  const rows = withPositions(state.rows, branches);
  const question = rows.findLast(({ id }) => id === state.live?.replyTo);
  const position = question && positionOf(rows, branches, turnKey(question));
  const live = state.live && withPosition(state.live, position);
  return branches === state.branches && rows === state.rows && live === state.live
    ? state
    : { ...state, branches, rows, live };
}

function selected(state: ChatState, id: string, to: number | 'previous' | 'next'): Branches {
  const row = state.live?.id === id ? state.live : state.rows.find((one) => one.id === id);
  const question = row?.role === 'assistant' ? state.rows.find((one) => one.id === row.replyTo) : row;
  return question === undefined ? state.branches : select(state.branches, state.rows, turnKey(question), to);
}

function answerKnown(state: ChatState, serverId: string, text: string): ChatState {
  const row = state.rows.findLast((one) => one.role === 'assistant' && one.serverId === serverId);
  if (row?.role !== 'assistant' || text === '') return state;
  const told = withText(row, text);
  const parts = told.parts.map((part) => ended(part));
  return told === row ? state : { ...state, rows: state.rows.with(state.rows.indexOf(row), { ...told, parts }) };
}

function withHistory(state: ChatState, turns: readonly HistoryMessage[], hasMore: boolean, now: number): ChatState {
  const rows = unlessSame(state.rows, mergeHistory(state.rows, withoutLive(turns, state.live), now));
  const holdsOlder = rows[0]?.serverId !== undefined && turns.every(({ id }) => id !== rows[0]?.serverId);
  const parents = parentsOf(turns);
  const serverBranches = state.serverBranches || Object.keys(parents).length > 0;
  const branches = { ...state.branches, parents: { ...state.branches.parents, ...parents } };
  const next: ChatState = {
    ...state,
    rows,
    serverBranches,
    status: waitsOrNot(state.status, rows),
    history: { status: 'ready', hasMore: holdsOlder ? state.history.hasMore : hasMore },
  };
  return branched(next, Object.keys(parents).length > 0 ? branches : state.branches);
}

/** A conversation at rest is paused while its last answer waits for a person. */
function waitsOrNot(status: ChatState['status'], rows: readonly ChatMessage[]): ChatState['status'] {
  if (status !== 'ready' && status !== 'paused') return status;
  const last = rows.at(-1);
  return last?.role === 'assistant' && last.status.type === 'paused' ? 'paused' : 'ready';
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
    thinking: thinkScan,
    resumed: null,
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
  return { ...settled, rows: unlessSame(settled.rows, mergeHistory(settled.rows, [turn], now)) };
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
