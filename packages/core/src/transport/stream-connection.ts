import type { DifyEvent } from '../events/dify-event.ts';
import type { ReadEventsOptions } from '../events/read-events.ts';
import { openAttempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { eventBody } from './event-body.ts';
import { failureOf } from './failure.ts';
import { fetchResponse } from './fetch-response.ts';
import type { StreamOptions } from './options.ts';
import { receiver } from './received.ts';
import { streamFailure } from './stream-failure.ts';

/** Dify pings every 10 s. */
const idleTimeout = 45_000;

/** Dify lets an app run for 20 minutes. */
const totalTimeout = 1_200_000;

/** One try of a stream, from its sending to its end. */
export interface StreamConnection {
  /** Sends the call and answers the stream's bytes. */
  open(): Promise<ReadableStream<Uint8Array>>;
  /** How its events are read. */
  readonly reading: ReadEventsOptions;
  /** An event goes out to the caller; its time does not count as silence. */
  lend(event: DifyEvent): void;
  /** The caller wants the next event. */
  takeBack(): void;
  /** The handle of the run's log, where the server keeps one; `null` before the headers. */
  runHandle(): string | null;
  /** Whether a byte of the answer has come. */
  hasArrived(): boolean;
  /** The error for what was caught; what a hook or the caller threw stays as it is. */
  failure(cause: unknown): unknown;
  /** Ends the connection and lets go of every timer and listener. */
  close(): void;
}

/** Makes ready for one try of a stream. */
export function streamConnection(context: CallContext, options: StreamOptions, tried: number): StreamConnection {
  const { transport, name } = context;
  const attempt = openAttempt(context.signals);
  const { add, received } = receiver();
  const idleMs = options.idleTimeout ?? transport.idleTimeout ?? idleTimeout;
  let opened = false;
  let runHandle: string | null = null;
  let arrived = false;
  let lent = false;
  let missed = false;

  /** The silence begins anew. When its time is over while the caller holds an event, it begins when the event is back. */
  function listen(): void {
    attempt.limit('idle', idleMs, () => {
      missed = lent;
      return lent;
    });
  }

  async function looked(response: Response): Promise<ReadableStream<Uint8Array>> {
    const known = { requestId: context.options.traceId, secrets: context.secrets };
    try {
      return await attempt.race(eventBody(response, name, known, attempt.signal));
    } catch (cause) {
      throw failureOf(cause, context, attempt, true);
    }
  }

  return {
    async open() {
      attempt.limit('total', options.totalTimeout ?? transport.totalTimeout ?? totalTimeout);
      const response = await fetchResponse(context, attempt, tried);
      opened = true;
      runHandle = response.headers.get('dify-run');
      options.onOpen?.(runHandle);
      listen();
      return looked(response);
    },
    reading: {
      onWarning: options.onWarning ?? ((warning) => transport.logger?.warn?.(`${name}: ${warning}`)),
      onActivity() {
        arrived = true;
        listen();
        options.onActivity?.();
      },
      signal: attempt.signal,
    },
    lend(event) {
      add(event);
      lent = true;
    },
    takeBack() {
      lent = false;
      if (missed) listen();
      missed = false;
    },
    runHandle: () => runHandle,
    hasArrived: () => arrived,
    failure: (cause) => (lent || !opened ? cause : streamFailure(cause, context, attempt, received())),
    close: attempt.close,
  };
}
