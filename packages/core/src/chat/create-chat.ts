import type { DifyClient } from '../client.ts';
import type { DifyError } from '../errors/dify-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import * as chat from '../resources/chat/endpoints.ts';
import type { SendChatMessage } from '../resources/chat/schemas.ts';
import * as messages from '../resources/messages/endpoints.ts';
import type { InputFile } from '../schemas/input-file.ts';
import type { ActionResult, Chat, ChatActions, ChatListeners, SendMessage, SendResult } from './chat.ts';
import { type AssistantMessage, textOf, type UserMessage } from './message.ts';
import { isBusy } from './predicates.ts';
import { recoverTurn } from './recover.ts';
import { createChatStore, type Schedule } from './store.ts';
import { asDifyError, startTurn, type Turn } from './turn.ts';

/** What a conversation needs. */
export interface ChatOptions extends ChatListeners {
  dify: DifyClient;
  /** An existing conversation; `actions.refresh()` reads it. @default a new one */
  conversationId?: string | null | undefined;
  /** Values of the app's variables for every send; a function is asked each time. */
  inputs?: Readonly<Record<string, unknown>> | (() => Readonly<Record<string, unknown>>) | undefined;
  /** Whether to ask for follow-up questions after an answer. Stops by itself when the app has none. @default true */
  suggestions?: boolean | undefined;
  /** When subscribers are told of changes. @default the next frame */
  schedule?: Schedule | undefined;
  /** Unix time in milliseconds. @default Date.now */
  now?: (() => number) | undefined;
}

/** Milliseconds that a stop may take: to learn the task's id, and to tell Dify. */
const stopLimitMs = 10_000;
const historyPage = 20;

/** One conversation with a chat app: its state, and the verbs that change it. */
export function createChat(options: ChatOptions): Chat {
  const { dify, now = Date.now } = options;
  const store = createChatStore(options.conversationId ?? null, options.schedule);
  /** What was sent, by the question's row: needed to ask again. */
  const sent = new Map<string, SendChatMessage>();
  let current: Running | null = null;
  let recovery: AbortController | null = null;
  let stopping: Promise<ActionResult> | null = null;
  let asksForSuggestions = options.suggestions ?? true;
  let disposed = false;
  let epoch = 0;
  let nextRow = 0;
  const rowPrefix = Math.random().toString(36).slice(2, 8);

  interface Running {
    readonly turn: Turn;
    readonly answerId: string;
    /** Resolves the promise of the action that began it. */
    end(): void;
  }

  function liveAnswer(id: string): AssistantMessage | undefined {
    const { live, rows } = store.getState();
    if (live?.id === id) return live;
    const row = rows.findLast((message) => message.id === id);
    return row?.role === 'assistant' ? row : undefined;
  }

  /** Sends, and resolves when the answer has ended. */
  function run(input: SendChatMessage, answerId: string): Promise<SendResult> {
    const mine = epoch;
    const sentTo = store.getState().conversationId;
    return new Promise((resolve) => {
      const end = () => {
        if (current?.answerId === answerId) current = null;
        resolve(resultOf(liveAnswer(answerId)));
      };
      const settled = () => {
        const message = liveAnswer(answerId);
        end();
        if (message === undefined || disposed) return;
        options.onFinish?.(message);
        if (message.status.type === 'failed' || message.status.type === 'interrupted')
          options.onError?.(message.status.error);
        if (message.status.type === 'complete') void suggest(message);
      };
      const alive = () => !disposed && mine === epoch;
      const turn = startTurn(dify, input, {
        onEvent(event) {
          if (!alive()) return true;
          options.onEvent?.(event);
          return take(event, answerId, sentTo, settled);
        },
        onWarning(warning) {
          if (alive()) options.onWarning?.(warning);
        },
        onLost(error) {
          if (!alive()) end();
          else void lost(error, answerId, settled);
        },
      });
      current = { turn, answerId, end };
    });
  }

  /** Reduces an event; says whether the answer has ended with it. */
  function take(event: DifyEvent, answerId: string, sentTo: string | null, settled: () => void): boolean {
    const before = store.getState();
    const wasLive = before.live?.id === answerId;
    const first = wasLive && before.live?.parts.length === 0;
    store.dispatch({ type: 'event', event, now: now() });
    const after = store.getState();
    const ended = wasLive && after.live?.id !== answerId;
    if (ended || (first && after.live?.parts.length !== 0)) store.publish();
    if (after.conversationId !== before.conversationId) {
      if (sentTo !== null)
        options.onWarning?.('The server began a new conversation instead of going on with this one.');
      options.onConversationIdChange?.(after.conversationId);
    }
    if (ended) settled();
    return ended;
  }

  /** The connection broke. Before any answer it is a failure; in the middle of one, the rest is looked for. */
  async function lost(error: DifyError, answerId: string, settled: () => void): Promise<void> {
    const { live, conversationId } = store.getState();
    if (live?.id !== answerId) return;
    const begun = live.status.type !== 'pending';
    const messageId = live.serverId;
    if (begun && conversationId !== null && messageId !== undefined) {
      const search = new AbortController();
      recovery = search;
      store.dispatch({ type: 'reconnecting' }, 'now');
      const heldLength = textOf(live).length;
      const turn = await recoverTurn(dify, { conversationId, messageId, heldLength, signal: search.signal });
      if (search.signal.aborted) return;
      recovery = null;
      if (turn !== null) {
        store.dispatch({ type: 'recovered', turn, now: now() }, 'now');
        settled();
        return;
      }
    }
    const status = begun ? ({ type: 'interrupted', error } as const) : ({ type: 'failed', error } as const);
    store.dispatch({ type: 'settled', status, now: now() }, 'now');
    settled();
  }

  async function suggest(message: AssistantMessage): Promise<void> {
    if (!asksForSuggestions || message.serverId === undefined) return;
    const mine = epoch;
    try {
      const { data } = await dify.request(messages.suggested, { message_id: message.serverId }, { maxRetries: 0 });
      const last = store.getState().rows.at(-1);
      if (!disposed && mine === epoch && last?.id === message.id) {
        store.dispatch({ type: 'suggestions', suggestions: data }, 'now');
      }
    } catch (error) {
      const { status } = asDifyError(error);
      if (status === 400 || status === 404) asksForSuggestions = false;
    }
  }

  function inputsFor(message: SendMessage): Readonly<Record<string, unknown>> {
    const own = typeof options.inputs === 'function' ? options.inputs() : options.inputs;
    return { ...own, ...message.inputs };
  }

  async function sendMessage(message: string | SendMessage): Promise<SendResult> {
    const wanted: SendMessage = typeof message === 'string' ? { text: message } : message;
    if (wanted.text.trim() === '') {
      const sentence = 'There is nothing to send: the message is empty. Write something first.';
      const error = new ValidationError(sentence, { code: 'empty_message', path: 'text' });
      return { ok: false, reason: 'empty', error };
    }
    if (stopping !== null) await stopping;
    if (disposed) return { ok: false, reason: 'disposed' };
    if (isBusy(store.getState())) return { ok: false, reason: 'busy' };
    const files = wanted.files ?? [];
    const row = ++nextRow;
    const question: UserMessage = {
      role: 'user',
      id: `question-${rowPrefix}-${row}`,
      createdAt: now(),
      text: wanted.text,
      files: files.map(({ uploadId: _, ...file }) => file),
    };
    const { conversationId } = store.getState();
    const input: SendChatMessage = {
      query: wanted.text,
      inputs: { ...inputsFor(wanted) },
      ...(conversationId === null ? {} : { conversation_id: conversationId }),
      ...(files.length === 0 ? {} : { files: files.map(inputFile) }),
    };
    sent.set(question.id, input);
    const answerId = `answer-${rowPrefix}-${row}`;
    store.dispatch({ type: 'asked', question, answerId, now: now() }, 'now');
    return run(input, answerId);
  }

  async function retry(): Promise<SendResult> {
    if (stopping !== null) await stopping;
    if (disposed) return { ok: false, reason: 'disposed' };
    const { rows, conversationId, ...state } = store.getState();
    if (isBusy(state)) return { ok: false, reason: 'busy' };
    const last = rows.at(-1);
    const question = last?.role === 'assistant' ? rows.find(({ id }) => id === last.replyTo) : undefined;
    if (last === undefined || question?.role !== 'user') return { ok: false, reason: 'failed' };
    const input = sent.get(question.id) ?? { query: question.text, inputs: { ...inputsFor({ text: question.text }) } };
    store.dispatch({ type: 'asked-again', now: now() }, 'now');
    return run({ ...input, ...(conversationId === null ? {} : { conversation_id: conversationId }) }, last.id);
  }

  async function regenerate(messageId?: string): Promise<SendResult> {
    const { rows } = store.getState();
    const answer = rows.findLast(
      (row) => row.role === 'assistant' && (messageId === undefined || row.id === messageId),
    );
    const question = answer?.role === 'assistant' ? rows.find(({ id }) => id === answer.replyTo) : undefined;
    if (question?.role !== 'user') return { ok: false, reason: 'failed' };
    const before = sent.get(question.id);
    const files = question.files.flatMap((file, at) => {
      const uploadId = before?.files?.[at]?.upload_file_id;
      return uploadId === undefined ? [] : [{ ...file, uploadId }];
    });
    return sendMessage({ text: question.text, files, ...(before ? { inputs: before.inputs ?? {} } : {}) });
  }

  async function stop(): Promise<ActionResult> {
    if (stopping !== null) return stopping;
    const running = current;
    if (!isBusy(store.getState())) return { ok: false, reason: 'nothing-to-do' };
    recovery?.abort();
    recovery = null;
    store.dispatch({ type: 'stopping', now: now() }, 'now');
    const message = running === null ? undefined : liveAnswer(running.answerId);
    running?.end();
    if (message !== undefined) options.onFinish?.(message);
    stopping = running === null ? Promise.resolve({ ok: true }) : tellStop(running.turn);
    const result = await stopping;
    stopping = null;
    if (!disposed) store.dispatch({ type: 'stop-told', unaware: !result.ok }, 'now');
    return result;
  }

  /** Waits for the task's id if it must, then tells Dify once. The reader stays a moment, or Dify would forget the text. */
  async function tellStop(turn: Turn): Promise<ActionResult> {
    const taskId = await Promise.race([turn.taskId, after(stopLimitMs)]);
    if (taskId === null || taskId === undefined) {
      turn.close();
      return { ok: false, reason: 'failed' };
    }
    turn.settle();
    try {
      await dify.request(chat.stop, { task_id: taskId }, { timeout: stopLimitMs, maxRetries: 0 });
      return { ok: true };
    } catch (error) {
      return { ok: false, reason: 'failed', error: asDifyError(error) };
    }
  }

  async function readHistory(firstId: string | undefined): Promise<ActionResult> {
    const { conversationId, history } = store.getState();
    if (conversationId === null || disposed) return { ok: false, reason: 'nothing-to-do' };
    if (history.status === 'loading') return { ok: false, reason: 'busy' };
    const mine = epoch;
    store.dispatch({ type: 'history-loading' }, 'now');
    try {
      const page = await dify.request(messages.list, {
        conversation_id: conversationId,
        limit: historyPage,
        ...(firstId === undefined ? {} : { first_id: firstId }),
      });
      if (disposed || mine !== epoch) return { ok: false, reason: 'nothing-to-do' };
      store.dispatch({ type: 'history', turns: page.data, hasMore: page.has_more }, 'now');
      return { ok: true };
    } catch (cause) {
      const error = asDifyError(cause);
      if (!disposed && mine === epoch) {
        store.dispatch({ type: 'history-failed', error }, 'now');
        options.onError?.(error);
      }
      return { ok: false, reason: 'failed', error };
    }
  }

  async function setFeedback(id: string, rating: 'like' | 'dislike' | null, reason?: string): Promise<ActionResult> {
    const answer = liveAnswer(id);
    const { serverId: message_id, feedback } = answer ?? {};
    if (message_id === undefined || (rating === null && feedback === null))
      return { ok: false, reason: 'nothing-to-do' };
    store.dispatch({ type: 'feedback', id, rating }, 'now');
    try {
      await dify.request(messages.feedback, {
        message_id,
        rating,
        ...(reason === undefined ? {} : { content: reason }),
      });
      return { ok: true };
    } catch (error) {
      store.dispatch({ type: 'feedback', id, rating: feedback ?? null }, 'now');
      return { ok: false, reason: 'failed', error: asDifyError(error) };
    }
  }

  /** Lets go of a running answer without stopping it. */
  function detach(): void {
    epoch++;
    recovery?.abort();
    recovery = null;
    const running = current;
    running?.turn.close();
    running?.end();
  }

  const actions: ChatActions = {
    sendMessage,
    stop,
    retry,
    regenerate,
    setFeedback,
    refresh: () => readHistory(undefined),
    async loadOlder() {
      const { history, rows } = store.getState();
      const oldest = rows.find(({ serverId }) => serverId !== undefined)?.serverId;
      return history.hasMore && oldest ? readHistory(oldest) : { ok: false, reason: 'nothing-to-do' };
    },
    clearError: () => store.dispatch({ type: 'error-cleared' }, 'now'),
    reset() {
      detach();
      const had = store.getState().conversationId;
      store.dispatch({ type: 'reset' }, 'now');
      if (had !== null) options.onConversationIdChange?.(null);
    },
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    getMessage: store.getMessage,
    subscribeMessage: store.subscribeMessage,
    actions: Object.freeze(actions),
    dispose() {
      disposed = true;
      detach();
      store.dispose();
    },
  };
}

function resultOf(message: AssistantMessage | undefined): SendResult {
  const status = message?.status;
  if (message === undefined || status === undefined || status.type === 'pending' || status.type === 'streaming') {
    return { ok: false, reason: 'detached' };
  }
  if (status.type === 'failed' || status.type === 'interrupted') {
    return { ok: false, reason: status.type, error: status.error, message };
  }
  return { ok: true, message };
}

const kinds: ReadonlySet<string> = new Set<InputFile['type']>(['image', 'document', 'audio', 'video', 'custom']);

function inputFile({ kind, uploadId }: { kind: string; uploadId: string }): InputFile {
  const isKind = (value: string): value is InputFile['type'] => kinds.has(value);
  return { type: isKind(kind) ? kind : 'custom', transfer_method: 'local_file', upload_file_id: uploadId };
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined));
}
