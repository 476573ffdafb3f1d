import { forwardAbort } from './forward-abort.ts';

/** What ended a try before its time: the caller, or a limit of time. */
type Ending = 'caller' | 'headers' | 'body' | 'idle' | 'total';

/** One try of a call: what its `fetch` listens to, and the limits of time on it. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** What ended it, if anything did. The first one counts. */
  readonly ending: Ending | undefined;
  /**
   * Ends the try after `ms`; 0, Infinity and more than 24 days are no limit. A limit of the same name begins anew.
   *
   * @param pardon asked at the end of the time; true lets it pass
   * @returns lifts the limit
   */
  limit(ending: Exclude<Ending, 'caller'>, ms: number, pardon?: () => boolean): () => void;
  /** Settles with the promise, or fails as soon as the try ends, also when nobody else listens to the signal. */
  race<Value>(promise: Promise<Value>): Promise<Value>;
  /** Lifts every limit and lets go of the caller's signals. The connection stays. */
  release(): void;
  /** The same, for a body that the caller reads: its signals go on ending the connection. */
  handOver(): void;
  /** Ends the connection and everything else. */
  close(): void;
}

/** The longest time that a timer can hold. */
const longestTimer = 2 ** 31 - 1;

/**
 * Begins a try that any of the signals can end.
 *
 * @param outlives whether its body will be read by the caller: the runtime then joins the signals, where it can, so that
 * they go on ending the connection without a listener of ours
 */
export function openAttempt(signals: readonly (AbortSignal | undefined)[], outlives = false): Attempt {
  const controller = new AbortController();
  const timers = new Map<Ending, ReturnType<typeof setTimeout>>();
  let ending: Ending | undefined;
  const end = (by: Ending, reason?: unknown) => {
    if (controller.signal.aborted) return;
    ending = by;
    controller.abort(reason);
  };
  const given = signals.filter((signal) => signal !== undefined);
  const any =
    outlives && given.length > 0 && 'any' in AbortSignal ? AbortSignal.any([controller.signal, ...given]) : undefined;
  const releases = given.map((signal) => forwardAbort(signal, (reason) => end('caller', reason)));

  function release(): void {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
    for (const letGo of releases) letGo();
  }

  return {
    signal: any ?? controller.signal,
    get ending() {
      return ending;
    },
    limit(by, ms, pardon) {
      const lift = () => clearTimeout(timers.get(by));
      lift();
      if (ms > 0 && ms <= longestTimer)
        timers.set(
          by,
          setTimeout(() => pardon?.() || end(by), ms),
        );
      return lift;
    },
    race(promise) {
      return new Promise((resolve, reject) => {
        const letGo = forwardAbort(controller.signal, reject);
        promise.then(resolve, reject).finally(letGo);
      });
    },
    release,
    handOver() {
      if (any !== undefined || given.length === 0) release();
      else for (const timer of timers.values()) clearTimeout(timer);
    },
    close() {
      release();
      controller.abort();
    },
  };
}
