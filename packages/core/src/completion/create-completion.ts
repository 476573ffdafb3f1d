import { isBusy } from '../chat/predicates.ts';
import type { DifyClient } from '../client.ts';
import * as completions from '../resources/completion/endpoints.ts';
import * as messages from '../resources/messages/endpoints.ts';
import { asDifyError } from '../runs/as-dify-error.ts';
import { resumeRun } from '../runs/resume-run.ts';
import type { RunEnvironment } from '../runs/run-environment.ts';
import { startRun } from '../runs/start-run.ts';
import { systemEnvironment } from '../runs/system-environment.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import { createFrameStore } from '../stores/frame-store.ts';
import type { Schedule } from '../stores/next-frame.ts';
import { createRunDriver } from '../stores/run-driver.ts';
import { resultOf } from '../stores/run-result.ts';
import type { RunActionResult } from '../stores/run-status.ts';
import type {
  CompleteOptions,
  CompleteResult,
  Completion,
  CompletionActions,
  CompletionListeners,
} from './completion.ts';
import { noText } from './completion-state.ts';
import { reduceCompletion } from './reduce-completion.ts';

/** What a text generator needs. */
export interface CompletionOptions<Inputs extends object = Record<string, unknown>> extends CompletionListeners {
  dify: DifyClient;
  /** Values of the app's variables for texts that are given none; a function is asked each time. */
  inputs?: Inputs | (() => Inputs) | undefined;
  /** When subscribers are told of changes. @default the next frame */
  schedule?: Schedule | undefined;
  /** Clock, chance, network and page. @default the runtime's own */
  environment?: RunEnvironment | undefined;
}

/**
 * A place where a text generator writes: its state, and the verbs that change it.
 *
 * @example
 * const completion = createCompletion<{ topic: string }>({ dify });
 * const result = await completion.actions.complete({ topic: 'Rain' });
 * if (result.ok) console.log(result.snapshot.text);
 */
export function createCompletion<Inputs extends object = Record<string, unknown>>(
  options: CompletionOptions<Inputs>,
): Completion<Inputs>;
export function createCompletion(options: CompletionOptions): Completion {
  const { dify, environment = systemEnvironment() } = options;
  const store = createFrameStore({
    initial: noText,
    reduce: reduceCompletion,
    toSnapshot: (state) => state,
    schedule: options.schedule,
  });
  let asked: ({ inputs: Record<string, unknown> } & CompleteOptions) | null = null;
  let isDisposed = false;

  const driver = createRunDriver({
    getState: store.getState,
    dispatch: store.dispatch,
    publish: store.publish,
    now: environment.now,
    onEvent: (event) => options.onEvent?.(event),
    onWarning: (warning) => options.onWarning?.(warning),
    onRunChange: (saved) => options.onRunChange?.(saved),
    onSettled() {
      const snapshot = store.getSnapshot();
      options.onFinish?.(snapshot);
      if (snapshot.error !== null) options.onError?.(snapshot.error);
    },
    // Dify keeps no list of a text generator's texts: without our handler's log nothing more is to be found.
    recover: () => Promise.resolve(false),
  });

  function inputsNow(): Record<string, unknown> {
    return typeof options.inputs === 'function' ? options.inputs() : { ...options.inputs };
  }

  async function complete(given?: Record<string, unknown>, more?: CompleteOptions): Promise<CompleteResult> {
    await driver.stopped();
    if (isDisposed) return { ok: false, reason: 'disposed' };
    if (isBusy(store.getState())) return { ok: false, reason: 'busy' };
    const isAgain = given === undefined && more === undefined;
    const { inputs, query, files } = (isAgain ? asked : null) ?? {
      ...more,
      inputs: given ?? asked?.inputs ?? inputsNow(),
    };
    asked = { inputs, query, files };
    const input = {
      inputs: { ...inputs },
      ...(query === undefined ? {} : { query }),
      ...(files === undefined ? {} : { files: [...files] }),
    };
    driver.detach();
    store.dispatch({ type: 'started', startedAt: environment.now() }, 'now');
    const how = await driver.drive((listeners) =>
      startRun({ dify, kind: 'completion', endpoint: completions.send, input, environment, listeners }),
    );
    return resultOf(store.getSnapshot(), how);
  }

  async function resume(saved?: SavedRun): Promise<CompleteResult> {
    await driver.stopped();
    if (isDisposed) return { ok: false, reason: 'disposed' };
    if (isBusy(store.getState())) return { ok: false, reason: 'busy' };
    const held = saved ?? driver.saved();
    if (held === null || (saved === undefined && store.getState().outcome?.type !== 'interrupted')) {
      return { ok: false, reason: 'nothing-to-do' };
    }
    driver.detach();
    // After a reload nothing is held here: everything is told again from the first event on.
    const { lastEventId, ...ids } = held;
    if (saved !== undefined) store.dispatch({ type: 'started', startedAt: held.startedAt, isReplay: true }, 'now');
    else store.dispatch({ type: 'went-on' }, 'now');
    const from = saved === undefined && lastEventId !== undefined ? { ...ids, lastEventId } : ids;
    const how = await driver.drive((listeners) =>
      resumeRun({ dify, kind: 'completion', saved: from, environment, listeners }),
    );
    return resultOf(store.getSnapshot(), how);
  }

  async function setFeedback(rating: 'like' | 'dislike' | null, reason?: string): Promise<RunActionResult> {
    const { messageId, feedback } = store.getState();
    if (isDisposed) return { ok: false, reason: 'disposed' };
    if (messageId === null || (rating === null && feedback === null)) return { ok: false, reason: 'nothing-to-do' };
    store.dispatch({ type: 'feedback', rating }, 'now');
    try {
      const input = { message_id: messageId, rating, ...(reason === undefined ? {} : { content: reason }) };
      await dify.request(messages.feedback, input);
      return { ok: true };
    } catch (error) {
      if (store.getState().messageId === messageId) store.dispatch({ type: 'feedback', rating: feedback }, 'now');
      return { ok: false, reason: 'failed', error: asDifyError(error) };
    }
  }

  const actions: CompletionActions = {
    complete,
    stop: driver.stop,
    resume,
    setFeedback,
    clearError: () => store.dispatch({ type: 'error-cleared' }, 'now'),
    reset() {
      const hadRun = store.getState().startedAt !== null;
      driver.detach();
      store.dispatch({ type: 'reset' }, 'now');
      if (hadRun) options.onRunChange?.(null);
    },
  };

  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    actions: Object.freeze(actions),
    dispose() {
      isDisposed = true;
      driver.detach();
      store.dispose();
    },
  };
}
