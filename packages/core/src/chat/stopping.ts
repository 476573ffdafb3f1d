import type { ActionResult } from './chat.ts';
import type { ChatContext } from './chat-context.ts';
import type { AssistantMessage } from './message.ts';
import { isBusy } from './predicates.ts';
import type { Running } from './running-answer.ts';

/** How an answer is stopped. */
export interface Stopping {
  /** Ends the running answer at once, keeps its text and tells Dify once. */
  stop(): Promise<ActionResult>;
  /** Resolves when no stop is under way. */
  over(): Promise<void>;
}

/** Stops the running answer of a conversation. @param onStopped told of the answer that was stopped */
export function createStopping(
  context: ChatContext,
  running: Running,
  onStopped: (message: AssistantMessage) => void,
): Stopping {
  const { options, store } = context;
  let telling: Promise<ActionResult> | null = null;

  async function tell(): Promise<ActionResult> {
    const isAlive = context.alive();
    const current = running.current();
    const stopped = current?.run.stop();
    store.dispatch({ type: 'stopping', now: context.now() }, 'now');
    running.release();
    const message = current === null ? undefined : context.answer(current.answerId);
    if (current !== null) {
      context.unfinished.delete(current.answerId);
      options.onRunChange?.(null);
    }
    if (message !== undefined) onStopped(message);
    const outcome = (await stopped) ?? { told: true };
    if (isAlive()) store.dispatch({ type: 'stop-told', unaware: !outcome.told }, 'now');
    if (outcome.told) return { ok: true };
    if (isAlive()) options.onWarning?.('Dify could not be told of the stop; the answer may go on there.');
    return { ok: false, reason: 'failed', ...(outcome.error === undefined ? {} : { error: outcome.error }) };
  }

  return {
    stop() {
      if (telling !== null) return telling;
      if (!isBusy(store.getState())) return Promise.resolve({ ok: false, reason: 'nothing-to-do' });
      telling = tell().finally(() => {
        telling = null;
      });
      return telling;
    },
    async over() {
      while (telling !== null) await telling;
    },
  };
}
