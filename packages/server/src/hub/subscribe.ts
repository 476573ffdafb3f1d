import { letGo } from './let-go.ts';
import type { RunReader } from './run-log.ts';

/** One reader of a run's log. */
export interface SubscribeOptions {
  /** The number of the last event that the reader has. */
  readonly after: number;
  /** Milliseconds of silence after which a comment keeps the connection alive. */
  readonly keepAlive: number;
  /** Milliseconds that a reader may take nothing of what waits for it. */
  readonly readerTimeout: number;
  /** The reader's own: its end means that the reader went away. */
  readonly signal: AbortSignal;
  /** Called once, when the reader has everything or went away. */
  readonly onGone: () => void;
}

const encoder = new TextEncoder();

/**
 * A run's log as an event stream, from a number on, and then live. It is read at the reader's own pace: what the reader
 * does not take stays in the log, once for all readers. Breaks off when the log has forgotten what the reader needs, and when
 * the reader takes nothing for long: it can come back with the number of its last event.
 */
export function subscribe(run: RunReader, options: SubscribeOptions): ReadableStream<Uint8Array> {
  const { keepAlive, readerTimeout, signal } = options;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let at = options.after;
  let pings = run.pings;
  /** Whether the reader waits for more. */
  let isHungry = false;
  let isOpen = true;
  let spokeAt = Date.now();
  /** When the reader last asked for more. */
  let askedAt = spokeAt;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unwatch: () => void = () => undefined;

  function leave(): void {
    if (!isOpen) return;
    isOpen = false;
    clearTimeout(timer);
    clearTimeout(patience);
    unwatch();
    signal.removeEventListener('abort', onAbort);
    options.onGone();
  }

  function onAbort(): void {
    if (!isOpen) return;
    leave();
    controller?.close();
  }

  function say(text: string): void {
    spokeAt = Date.now();
    isHungry = false;
    controller?.enqueue(encoder.encode(text));
  }

  /** Gives the reader what there is. Answers whether there was something, the end among it. */
  function feed(): boolean {
    const page = run.read(at);
    if (page === undefined) {
      leave();
      controller?.error(new Error('This reader was too slow: what follows is not kept any more.'));
      return true;
    }
    const text = pings === run.pings ? page.text : `event: ping\n\n${page.text}`;
    pings = run.pings;
    at = page.last;
    if (text !== '') {
      say(text);
      return true;
    }
    if (run.end === null) return false;
    leave();
    if (run.lastWord !== '') say(`data: ${run.lastWord}\n\n`);
    controller?.close();
    return true;
  }

  /** Runs only while the reader waits: a reader that was forgotten must not keep a timer going. */
  function keepAliveSoon(): void {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        if (!isHungry) return;
        if (Date.now() - spokeAt >= keepAlive) say(': keep-alive\n\n');
        else keepAliveSoon();
      },
      Math.max(1, keepAlive - (Date.now() - spokeAt)),
    );
  }

  /** One timer a reader, so that taking an event costs none. */
  function watchReader(afterMs = readerTimeout): void {
    patience = setTimeout(() => {
      const restMs = askedAt + readerTimeout - Date.now();
      if (isHungry || restMs > 0) return watchReader(isHungry ? readerTimeout : restMs);
      leave();
      controller?.error(new Error('This reader has taken nothing for too long.'));
    }, afterMs);
    letGo(patience);
  }

  return new ReadableStream<Uint8Array>(
    {
      start(started) {
        controller = started;
        if (signal.aborted) {
          onAbort();
          return;
        }
        signal.addEventListener('abort', onAbort, { once: true });
        unwatch = run.watch(() => {
          if (isHungry) feed();
        });
        watchReader();
      },
      // It is asked for again when the reader reads again, and no sooner.
      pull() {
        askedAt = Date.now();
        if (!isOpen || feed()) return;
        isHungry = true;
        keepAliveSoon();
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
