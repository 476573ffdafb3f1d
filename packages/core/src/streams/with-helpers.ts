import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { errorOfRefusal } from '../transport/refusal.ts';
import { assembler, type Failure, type StreamPhase } from './assembler.ts';
import { deferred } from './deferred.ts';
import type { DifyStream, StreamFacts, StreamResult } from './dify-stream.ts';
import { RunError } from './run-error.ts';
import { tee } from './tee.ts';
import { within } from './within.ts';

/** What may be said about a stream. */
export interface HelperOptions {
  /** How long what trails behind the closing event is waited for, in ms. @default 2000 */
  grace?: number | undefined;
  /** Whether the stream was asked to go on when the run pauses: `final()` then waits for the run's end. @default false */
  continuesOnPause?: boolean | undefined;
  /** How the stream can be found again. @default nothing is known */
  facts?: StreamFacts | undefined;
}

type Reader = AsyncIterator<DifyEvent, undefined>;
type Next = IteratorResult<DifyEvent, undefined>;

/**
 * Gives a stream of events its helpers.
 *
 * @param source read at most once; leaving it closes the connection
 * @param abort closes the connection, so that reading fails with an AbortError
 */
export function withHelpers(
  source: AsyncIterable<DifyEvent>,
  abort: () => void,
  options: HelperOptions = {},
): DifyStream {
  const grace = options.grace ?? 2000;
  const assembled = assembler(options.continuesOnPause);
  const outcome = deferred<StreamResult>();
  let phase: StreamPhase = 'open';
  let started = false;
  let settled = false;

  function settle(failure?: unknown): void {
    if (settled) return;
    settled = true;
    const told = assembled.failure();
    if (failure !== undefined) outcome.reject(failure);
    else if (told !== undefined) void settleFailed(told, assembled.result());
    else outcome.resolve(assembled.result());
  }

  async function settleFailed(told: Failure, result: StreamResult): Promise<void> {
    const error = await errorOfRefusal(told);
    if (told.breaksOff) outcome.reject(new RunError(error, result));
    else outcome.resolve({ ...result, error });
  }

  /** The source, listened to. Ends with it, or when nothing trails behind the closing event any more. */
  function read(): Reader {
    if (started)
      throw new TypeError('This stream was already read. Ask again for a new one, or read the two of tee().');
    started = true;
    const events = source[Symbol.asyncIterator]();
    let ended = false;

    function end(message: string): IteratorReturnResult<undefined> {
      ended = true;
      settle(phase === 'open' ? interrupted(message, assembled.result()) : undefined);
      return { done: true, value: undefined };
    }

    function take(next: IteratorResult<DifyEvent>): Next {
      if (next.done) return end('The stream ended before its answer was whole.');
      phase = assembled.add(next.value);
      if (phase === 'closed') settle();
      return next;
    }

    /** A connection that is lost when the answer is whole is no loss. */
    function fail(error: unknown): Next {
      if (phase !== 'open' && error instanceof StreamError) return end('');
      ended = true;
      settle(phase === 'open' ? error : undefined);
      throw error;
    }

    /** Waits no longer than the grace, except for speech and for a run that may go on after its pause. */
    async function trailing(): Promise<Next> {
      if (ended) return { done: true, value: undefined };
      const next = events.next();
      const answer = assembled.mayGoOn() ? await next : await within(next, grace);
      if (answer !== undefined) return take(answer);
      next.catch(() => undefined);
      abort();
      return end('');
    }

    return {
      next: () => (phase === 'open' && !ended ? events.next().then(take) : trailing()).catch(fail),
      async return() {
        if (!ended) end('The stream was left before its answer was whole.');
        await events.return?.();
        return { done: true, value: undefined };
      },
    };
  }

  /** Reads on without anybody waiting for it. */
  async function drain(reader: Reader): Promise<void> {
    try {
      while (!(await reader.next()).done);
    } catch {
      // The outcome has it.
    }
  }

  async function* textOf(reader: Reader): AsyncGenerator<string, void, undefined> {
    let shown = '';
    try {
      while (!settled && !(await reader.next()).done) {
        const now = assembled.text();
        if (now !== shown) yield now;
        shown = now;
      }
    } finally {
      if (settled) void drain(reader);
      else await reader.return?.();
    }
    const { text, error } = await outcome.promise;
    if (text !== shown) yield text;
    if (error !== undefined) throw error;
  }

  return {
    [Symbol.asyncIterator]: read,
    get lastEventId() {
      return options.facts?.lastEventId ?? '';
    },
    get runHandle() {
      return options.facts?.runHandle ?? null;
    },
    abort,
    text: () => textOf(read()),
    final() {
      if (!started) void drain(read());
      return outcome.promise;
    },
    tee() {
      const reader = read();
      return tee(reader, abort, (branch, leave) => withHelpers(branch, leave, options));
    },
  };
}

function interrupted(message: string, received: StreamResult): StreamError {
  const hint = 'What had come is in `received`; look at the run or the history for the rest before asking again.';
  return new StreamError(message, { code: 'interrupted', hint, received });
}
