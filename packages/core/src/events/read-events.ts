import type { DifyEvent } from './dify-event.ts';
import { type RecordParser, recordParser } from './record-parser.ts';
import { toEvent } from './to-event.ts';

/** What may be said for reading a stream. */
export interface ReadEventsOptions {
  /** Told of data that is no event, e.g. a line that is no JSON. Reading goes on. */
  onWarning?: ((warning: string) => void) | undefined;
  /** Called for every piece that arrives, pings included. */
  onActivity?: (() => void) | undefined;
  /** Ends the reading, also of a body that does not hear of it by itself. Events that were not taken yet are dropped. */
  signal?: AbortSignal | undefined;
  /** The largest event, in characters. @default 16_777_216 */
  maxEventSize?: number | undefined;
}

/** Bytes that are parsed in one go. Browsers may hand over megabytes at once, and a page must not stand still for them. */
const portion = 65_536;

type Next = IteratorResult<DifyEvent, undefined>;

/** The events of one body, in order. */
export interface EventReader extends AsyncIterableIterator<DifyEvent, undefined, undefined> {
  /** The `id` that stood with the event that was handed out last, or with one before it; empty before any. */
  readonly lastEventId: string;
}

/**
 * Reads Dify's event stream: pings dropped, JSON parsed, events typed, wherever the network cuts the bytes.
 * Reads only as fast as it is asked; leaving the loop cancels the body. Can be read once.
 *
 * All events of a piece are taken from it in one go and handed out without another wait; this is why it is an iterator
 * written by hand rather than an async generator, which waits three times an event.
 *
 * @throws StreamError with code `event_too_large`; whatever the body itself fails with
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function readEvents(body: ReadableStream<Uint8Array>, options: ReadEventsOptions = {}): EventReader {
  const { signal, onWarning, onActivity } = options;
  const decoder = new TextDecoder();
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let events: DifyEvent[] = [];
  /** Beside each event its id. Stays empty for a stream without ids, which then costs nothing. */
  let ids: string[] = [];
  let taken = 0;
  let lastEventId = '';
  let unread: Uint8Array | undefined;
  let ending = false;
  let ended = false;
  let failure: { readonly cause: unknown } | undefined;
  let reading: Promise<Next> | undefined;

  const parser: RecordParser = recordParser(
    (data) => {
      const event = toEvent(data);
      if (typeof event !== 'string') {
        if (parser.lastEventId !== '') ids[events.length] = parser.lastEventId;
        events.push(event);
      } else if (!ending) onWarning?.(event);
    },
    options.maxEventSize ?? 16 * 1024 * 1024,
  );

  function next(): Promise<Next> {
    if (reading !== undefined) return reading.then(next, next);
    const value = events[taken++];
    if (value !== undefined) return Promise.resolve({ done: false, value });
    reading = read();
    return reading;
  }

  /** Reads on until there is an event, the end or a failure. */
  async function read(): Promise<Next> {
    try {
      while (!ended) {
        lastEventId = ids.at(-1) ?? lastEventId;
        events = [];
        ids = [];
        taken = 1;
        signal?.throwIfAborted();
        reader ??= opened();
        const { done, value: bytes } = await (unread === undefined ? reader.read() : { done: false, value: unread });
        signal?.throwIfAborted();
        if (done) await finish();
        else {
          onActivity?.();
          unread = bytes.length > portion ? bytes.subarray(portion) : undefined;
          parser.feed(decoder.decode(bytes.subarray(0, portion), { stream: true }));
        }
        const value = events[0];
        if (value !== undefined) return { done: false, value };
      }
      if (failure === undefined) return { done: true, value: undefined };
      throw failure.cause;
    } catch (cause) {
      return await failed(cause);
    } finally {
      reading = undefined;
    }
  }

  function opened(): ReadableStreamDefaultReader<Uint8Array> {
    signal?.addEventListener('abort', abort, { once: true });
    return body.getReader();
  }

  async function finish(): Promise<void> {
    if (ended) return;
    ending = true;
    parser.feed(decoder.decode());
    parser.end();
    await close();
  }

  /** What was read before the failure comes first. */
  async function failed(cause: unknown): Promise<Next> {
    await close();
    const value = failure === undefined ? events[0] : undefined;
    failure = value === undefined ? undefined : { cause };
    if (value === undefined) throw cause;
    return { done: false, value };
  }

  function abort(): void {
    events = [];
    void reader?.cancel(signal?.reason).catch(() => undefined);
  }

  async function close(): Promise<void> {
    ended = true;
    signal?.removeEventListener('abort', abort);
    await (reader ?? body).cancel().catch(() => undefined);
  }

  return {
    next,
    get lastEventId() {
      return ids[taken - 1] ?? lastEventId;
    },
    async return() {
      events = [];
      failure = undefined;
      await close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
