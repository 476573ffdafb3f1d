import { createParser } from 'eventsource-parser';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from './dify-event.ts';
import { toEvent } from './to-event.ts';

/** What may be said for reading a stream. */
export interface ReadEventsOptions {
  /** Told of data that is no event, e.g. a line that is no JSON. Reading goes on. */
  onWarning?: ((warning: string) => void) | undefined;
  /** Called for every piece that arrives, pings included. */
  onActivity?: (() => void) | undefined;
  /** Ends the reading, also of a body that does not hear of it by itself. */
  signal?: AbortSignal | undefined;
  /** The largest event, in bytes. @default 16_777_216 */
  maxEventSize?: number | undefined;
}

/**
 * Reads Dify's event stream: pings dropped, JSON parsed, events typed, wherever the network cuts the bytes.
 * Reads only as fast as it is asked; leaving the loop cancels the body.
 *
 * @throws StreamError with code `event_too_large`; whatever the body itself fails with
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  options: ReadEventsOptions = {},
): AsyncGenerator<DifyEvent, void, undefined> {
  const limit = options.maxEventSize ?? 16 * 1024 * 1024;
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let events: DifyEvent[] = [];
  let pending = 0;
  let ending = false;
  const parser = createParser({
    onEvent: ({ data }) => {
      pending = 0;
      if (data === '') return;
      const result = toEvent(data);
      if (typeof result !== 'string') events.push(result);
      else if (!ending) options.onWarning?.(result);
    },
  });
  const abort = () => void reader.cancel(options.signal?.reason).catch(() => undefined);
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      options.signal?.throwIfAborted();
      if (done) break;
      options.onActivity?.();
      pending += value.byteLength;
      parser.feed(decoder.decode(value, { stream: true }));
      if (pending > limit) {
        throw new StreamError(`An event is larger than ${limit} bytes.`, { code: 'event_too_large' });
      }
      if (events.length === 0) continue;
      const arrived = events;
      events = [];
      yield* arrived;
    }
    ending = true;
    parser.feed(`${decoder.decode()}\n\n`);
    yield* events;
  } finally {
    options.signal?.removeEventListener('abort', abort);
    await reader.cancel().catch(() => undefined);
  }
}
