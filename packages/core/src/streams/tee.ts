import { AbortError } from '../errors/abort-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { DifyStream } from './dify-stream.ts';

/** One event and the way to those after it; `undefined` at the end. Read when first asked for, and then kept. */
type Link = () => Promise<{ readonly value: DifyEvent; readonly rest: Link } | undefined>;

/**
 * Reads a source for two. Whoever is ahead reads on, and what the other one has not taken yet is kept for it: the events
 * form a chain, whose beginning is let go as soon as both have passed it.
 *
 * @param abort closes the source's connection; called when neither branch needs it any more
 * @param dress makes a stream of a branch
 */
export function tee(
  source: AsyncIterator<DifyEvent>,
  abort: () => void,
  dress: (branch: AsyncIterable<DifyEvent>, abort: () => void) => DifyStream,
): [DifyStream, DifyStream] {
  let open = 2;

  function link(): Link {
    let step: ReturnType<Link> | undefined;
    return () => {
      step ??= source.next().then(({ done, value }) => (done ? undefined : { value, rest: link() }));
      return step;
    };
  }

  function branch(beginning: Link): DifyStream {
    let rest: Link | undefined = beginning;
    let interrupt: ((error: AbortError) => void) | undefined;
    let aborted: AbortError | undefined;

    async function next(): Promise<IteratorResult<DifyEvent, undefined>> {
      const current = rest;
      if (aborted !== undefined) throw aborted;
      const step =
        current &&
        (await new Promise<Awaited<ReturnType<Link>>>((resolve, reject) => {
          interrupt = reject;
          current().then(resolve, reject);
        }));
      if (step === undefined) return { done: true, value: undefined };
      rest = step.rest;
      return { done: false, value: step.value };
    }

    /** Whether nobody needs the source any more. */
    function leave(): boolean {
      if (rest === undefined) return false;
      rest = undefined;
      return --open === 0;
    }

    function stop(): void {
      if (rest === undefined) return;
      aborted = new AbortError('The stream was taken back.', { code: 'aborted' });
      interrupt?.(aborted);
      if (leave()) abort();
    }

    const iterator: AsyncIterator<DifyEvent, undefined> = {
      next,
      async return() {
        if (leave()) await source.return?.();
        return { done: true, value: undefined };
      },
    };
    return dress({ [Symbol.asyncIterator]: () => iterator }, stop);
  }

  const beginning = link();
  return [branch(beginning), branch(beginning)];
}
