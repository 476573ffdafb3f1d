import { anything, fields, type Keep, list, scalar } from '../answers/keep.ts';
import { redacted } from '../answers/redact.ts';
import type { View } from '../answers/view.ts';
import type { HandlerLimits } from '../limits/limits.ts';
import { createEventFilter } from '../stream/event-filter.ts';
import { createSSERecords, type SSERecord } from '../stream/sse-records.ts';

/** What passes of a datasource's events: how far it is, what it found, or why it failed. */
const datasourceEvents: ReadonlyMap<unknown, Keep> = new Map<unknown, Keep>([
  ['datasource_processing', fields({ event: scalar, total: scalar, completed: scalar })],
  [
    'datasource_completed',
    // What it found goes back into a run as it is.
    fields({ event: scalar, data: list(anything), total: scalar, completed: scalar, time_consuming: scalar }),
  ],
  ['datasource_error', fields({ event: scalar, error: redacted })],
]);

const headers: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

/** How a stream is relayed. */
export interface RelayOptions {
  readonly view: View;
  readonly limits: HandlerLimits;
  /** Takes the call to Dify back. */
  readonly controller: AbortController;
  /** Called once, when the stream is over, however it ended. */
  readonly onEnd: () => void;
}

/** Hands on the events of a pipeline that a page may see, as they come. When the reader leaves, Dify is let go. */
export function relayEvents(body: ReadableStream<Uint8Array>, options: RelayOptions): Response {
  const { controller, limits, onEnd, view } = options;
  const filter = createEventFilter(view);
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let waiting = '';
  let ended = false;
  let silentMs = 0;
  let piece: Promise<ReadableStreamReadResult<Uint8Array>> | undefined;
  const records = createSSERecords(limits.eventLength, (record) => {
    waiting += passed(record, view) ?? filter.pass(record);
  });
  const wholeTime = setTimeout(close, limits.streamDuration);

  function close(): void {
    if (ended) return;
    ended = true;
    clearTimeout(wholeTime);
    controller.abort();
    void reader.cancel().catch(() => undefined);
    onEnd();
  }

  /** Reads until there is something to say, and says so: a comment when Dify is silent for long. */
  async function next(): Promise<string | null> {
    while (waiting === '') {
      if (ended) return null;
      piece ??= reader.read();
      const came = await soon(piece, limits.keepAlive);
      if (came === null) {
        silentMs += limits.keepAlive;
        if (silentMs >= limits.idleTimeout) throw new TypeError('The bytes stopped coming.');
        return ': keep-alive\n\n';
      }
      piece = undefined;
      silentMs = 0;
      if (came.done) {
        records.end();
        if (waiting === '') return null;
      } else records.feed(decoder.decode(came.value, { stream: true }));
    }
    const text = waiting;
    waiting = '';
    return text;
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(target) {
        try {
          const text = await next();
          if (text !== null) return target.enqueue(encoder.encode(text));
        } catch {
          target.enqueue(encoder.encode(filter.failure('upstream_interrupted', 'The connection to Dify broke off.')));
        }
        target.close();
        close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, { headers });
}

/** A datasource's event as it goes on; `null` for events of runs and for signs of life. */
function passed({ data }: SSERecord, view: View): string | null {
  let event: unknown;
  try {
    event = JSON.parse(data);
  } catch {
    return null;
  }
  const name: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'event') : undefined;
  const keep = datasourceEvents.get(name);
  return keep === undefined ? null : `data: ${JSON.stringify(keep(event, view))}\n\n`;
}

/** What a promise brings within a time, else `null`. */
async function soon<Value>(promise: Promise<Value>, ms: number): Promise<Value | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
