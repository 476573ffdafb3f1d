import type { DifyError } from '../errors/dify-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { DifyStream } from '../streams/dify-stream.ts';
import type { StreamOptions } from '../transport/options.ts';
import { watchIdle } from './idle-watch.ts';
import { type ReadEnd, readOnce } from './read-once.ts';
import type { RunEnvironment } from './run-environment.ts';
import { createTimeSlice } from './time-slice.ts';

/** A network that comes back ends a connection that has been silent for longer: it may be dead without a word. */
const suspiciousMs = 2000;

/** One connection to a run, to be read once. */
export interface ConnectionOptions {
  readonly environment: RunEnvironment;
  open(options: StreamOptions): DifyStream;
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  /** Milliseconds without an event; keep-alives are none. 0: no limit. */
  readonly eventMs: number;
  /** Whether it can be opened again without a loss. */
  isReplaceable(): boolean;
  onOpen(runHandle: string | null): void;
  onWarning(warning: string): void;
  take(event: DifyEvent, eventId: string): 'on' | 'leave';
  isOver(): boolean;
  readonly idempotencyKey: string | undefined;
  /** Whether a failure is for the session to deal with, not for the client. */
  readonly isRetriedHere: boolean;
}

/** A connection that is being read. */
export interface RunConnection {
  /** How it ended. Never rejects. */
  readonly end: Promise<ReadEnd>;
  close(): void;
}

/** Opens a connection to a run and reads it to its end, or until it falls silent. */
export function openConnection(options: ConnectionOptions): RunConnection {
  const { environment, idempotencyKey } = options;
  const controller = new AbortController();
  let silence: DifyError | undefined;
  let touchedAt = environment.now();

  function cut(): void {
    silence ??= new StreamError('The connection fell silent.', { code: 'idle' });
    controller.abort();
  }

  const bytes = watchIdle(environment, options.idleMs, cut);
  const events = options.eventMs > 0 ? watchIdle(environment, options.eventMs, cut) : undefined;
  const offOnline = environment.onOnline(() => {
    if (options.isReplaceable() && environment.now() - touchedAt > suspiciousMs) cut();
  });

  function touch(): void {
    touchedAt = environment.now();
    bytes.touch();
  }

  async function read(): Promise<ReadEnd> {
    const end = await readOnce({
      stream: options.open({
        signal: controller.signal,
        onWarning: options.onWarning,
        onActivity: touch,
        onOpen(runHandle) {
          touch();
          options.onOpen(runHandle);
        },
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
        ...(options.isRetriedHere ? { maxRetries: 0 } : {}),
      }),
      take(event, eventId) {
        events?.touch();
        return options.take(event, eventId);
      },
      isOver: options.isOver,
      slice: createTimeSlice(environment),
    });
    return silence !== undefined && end.type === 'cut' ? { type: 'cut', error: silence } : end;
  }

  return {
    end: read().finally(() => {
      bytes.end();
      events?.end();
      offOnline();
      controller.abort();
    }),
    close: () => controller.abort(),
  };
}
