import type { DifyEvent } from '../events/dify-event.ts';
import type { Run, RunEnd, RunListeners } from '../runs/run.ts';
import type { SendResult } from './chat.ts';
import type { ChatContext } from './chat-context.ts';
import type { AssistantMessage } from './message.ts';
import { findRest } from './recover.ts';
import { resultOf } from './result-of.ts';

/** The answer that is being read. */
export interface Running {
  /**
   * Reads the answer of a row that grows already, and resolves when it has ended.
   *
   * @param start begins the run
   */
  begin(answerId: string, start: (listeners: RunListeners) => Run): Promise<SendResult>;
  /** The run that is read, with its row; `null` when none is. */
  current(): { readonly run: Run; readonly answerId: string } | null;
  /** The answer was settled by somebody else: nothing is waited for any more. The run itself goes on. */
  release(): void;
  /** Lets go of the run without stopping it. */
  detach(): void;
}

/** Connects runs with the conversation, one at a time. @param onSettled told of each answer that has ended */
export function createRunning(context: ChatContext, onSettled: (message: AssistantMessage) => void): Running {
  const { options, store } = context;
  let current: { readonly run: Run; readonly answerId: string; release(): void } | null = null;

  function listenersOf(answerId: string, isAlive: () => boolean, release: () => void): RunListeners {
    const sentTo = store.getState().conversationId;

    function settled(): void {
      const message = context.answer(answerId);
      const run = current?.run;
      const isUnfinished = message?.status.type === 'paused' || message?.status.type === 'interrupted';
      if (isUnfinished && run !== undefined) context.unfinished.set(answerId, run.saved());
      else context.unfinished.delete(answerId);
      release();
      if (!isUnfinished) options.onRunChange?.(null);
      if (message !== undefined) onSettled(message);
    }

    /** Reduces an event; says whether the answer has ended with it. */
    function take(event: DifyEvent): boolean {
      const before = store.getState();
      const wasLive = before.live?.id === answerId;
      const isFirst = wasLive && before.live?.parts.length === 0;
      store.dispatch({ type: 'event', event, now: context.now() });
      const after = store.getState();
      const hasEnded = wasLive && after.live?.id !== answerId;
      if (hasEnded || (isFirst && after.live?.parts.length !== 0)) store.publish();
      if (after.conversationId !== before.conversationId) {
        if (sentTo !== null)
          options.onWarning?.('The server began a new conversation instead of going on with this one.');
        options.onConversationIdChange?.(after.conversationId);
      }
      return hasEnded;
    }

    function end(ending: RunEnd): void {
      if (!isAlive()) {
        release();
        return;
      }
      const live = store.getState().live;
      if (live?.id === answerId && ending.type !== 'ended') {
        const hasBegun = ending.type === 'lost' || live.status.type !== 'pending';
        const type = hasBegun ? 'interrupted' : 'failed';
        store.dispatch({ type: 'settled', status: { type, error: ending.error }, now: context.now() }, 'now');
      }
      settled();
    }

    return {
      onEvent(event) {
        if (!isAlive()) return 'ended';
        options.onEvent?.(event);
        return take(event) ? 'ended' : 'open';
      },
      onWarning(warning) {
        if (isAlive()) options.onWarning?.(warning);
      },
      onPhase(phase) {
        if (!isAlive() || phase === 'connecting') return;
        const type = phase === 'streaming' ? 'reconnected' : 'reconnecting';
        store.dispatch({ type }, 'now');
      },
      onGap() {
        if (isAlive()) store.dispatch({ type: 'reattached' });
      },
      onKnown(saved) {
        if (isAlive() && current?.answerId === answerId) options.onRunChange?.(saved);
      },
      onEnd: end,
      async recover(lost) {
        const turn = await findRest(context, answerId, lost);
        if (turn === null || !isAlive() || lost.signal.aborted) return false;
        if (context.answer(answerId)?.serverId === undefined) {
          take({ event: 'message', message_id: turn.id, conversation_id: turn.conversation_id, answer: '' });
        }
        store.dispatch({ type: 'recovered', turn, now: context.now() }, 'now');
        return true;
      },
    };
  }

  return {
    begin(answerId, start) {
      return new Promise((resolve) => {
        const release = () => {
          if (current?.answerId === answerId) current = null;
          resolve(resultOf(context.answer(answerId)));
        };
        const run = start(listenersOf(answerId, context.alive(), release));
        current = { run, answerId, release };
        options.onRunChange?.(run.saved());
      });
    },
    current: () => current,
    release: () => current?.release(),
    detach() {
      const running = current;
      running?.run.detach();
      running?.release();
    },
  };
}
