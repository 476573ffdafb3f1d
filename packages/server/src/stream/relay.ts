import type { HandlerLimits } from '../limits/limits.ts';
import { createEventFilter } from './event-filter.ts';
import { createSSERecords } from './sse-records.ts';

/** How a stream is handed on. */
export interface RelayOptions {
  readonly limits: Pick<HandlerLimits, 'eventLength' | 'idleTimeout' | 'keepAlive' | 'streamDuration'>;
  readonly onClientGone: 'drain' | 'abort';
  readonly waitUntil: ((work: Promise<unknown>) => void) | undefined;
  /** The reader's own: its end means that the reader went away. */
  readonly signal: AbortSignal;
  /** Closes the connection to Dify. */
  readonly close: () => void;
  /** Called once, when nothing more is read from Dify. */
  readonly onEnd: () => void;
}

/** Milliseconds after the last event in which late ones, such as speech, may still come. */
const grace = 5000;

/**
 * Hands a stream of Dify on to a page: filtered, event by event as they arrive, and only as fast as the page reads.
 * Goes on reading when the page is gone, because Dify forgets the answers that nobody reads to their end.
 * An end before the closing event is told by an `error` event with the code `upstream_interrupted`.
 */
export function relay(upstream: ReadableStream<Uint8Array>, options: RelayOptions): ReadableStream<Uint8Array> {
  const { limits, signal } = options;
  const reader = upstream.getReader();
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const filter = createEventFilter();
  const records = createSSERecords(limits.eventLength, (record) => {
    if (isOver || filter.state === 'failed') return;
    const passed = filter.pass(record);
    if (!isGone) out += passed;
    const isEvent = passed !== '' && record.data !== '';
    if (isEvent && filter.state === 'over') waitForLateEvents();
  });
  let out = '';
  let isGone = false;
  let isOver = false;
  let isReading = true;
  let late: ReturnType<typeof setTimeout> | undefined;
  const longest = setTimeout(giveUp, limits.streamDuration);
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  function waitForLateEvents(): void {
    clearTimeout(late);
    late = setTimeout(giveUp, grace);
  }

  /** Ends the reading. A pending read, or else the next, answers that there is no more. */
  function giveUp(): void {
    options.close();
    reader.cancel().catch(() => undefined);
    clearTimeout(longest);
    clearTimeout(late);
    if (isReading) options.onEnd();
    isReading = false;
  }

  /** Reads one piece. Answers whether there may be another. */
  async function step(): Promise<boolean> {
    const idle = setTimeout(giveUp, limits.idleTimeout);
    const piece = await reader.read().catch(() => ({ done: true as const, value: undefined }));
    clearTimeout(idle);
    if (isOver) return false;
    try {
      if (piece.done) {
        records.feed(decoder.decode());
        records.end();
      } else {
        records.feed(decoder.decode(piece.value, { stream: true }));
        if (filter.state !== 'failed') return true;
      }
      if (filter.state === 'open') {
        out += filter.failure('upstream_interrupted', 'The connection to Dify was lost in the middle of the answer.');
      }
    } catch {
      out += filter.failure('event_too_large', 'The answer has a part that is larger than this site takes.');
    }
    isOver = true;
    signal.removeEventListener('abort', onAbort);
    giveUp();
    return false;
  }

  function leave(): void {
    if (isGone || isOver) return;
    isGone = true;
    if (options.onClientGone === 'abort') {
      giveUp();
      return;
    }
    const drained = (async () => {
      while (await step()) out = '';
    })();
    options.waitUntil?.(drained);
  }

  function onAbort(): void {
    if (isGone || isOver) return;
    leave();
    controller?.close();
  }

  return new ReadableStream<Uint8Array>(
    {
      start(started) {
        controller = started;
        if (signal.aborted) onAbort();
        else signal.addEventListener('abort', onAbort, { once: true });
      },
      async pull(pulled) {
        const keepAlive = setInterval(() => {
          if (!isGone) pulled.enqueue(encoder.encode(': keep-alive\n\n'));
        }, limits.keepAlive);
        let more = !isOver;
        while (more && out === '' && !isGone) more = await step();
        clearInterval(keepAlive);
        if (isGone) return;
        if (out !== '') pulled.enqueue(encoder.encode(out));
        out = '';
        if (isOver) pulled.close();
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
