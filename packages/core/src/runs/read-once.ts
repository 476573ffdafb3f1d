import { APIError } from '../errors/api-error.ts';
import type { DifyError } from '../errors/dify-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import { ValidationError } from '../errors/validation-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { DifyStream } from '../streams/dify-stream.ts';
import { asDifyError } from './as-dify-error.ts';
import type { TimeSlice } from './time-slice.ts';

/** How the reading of one connection ended. */
export type ReadEnd =
  /** The run is over, or nobody reads it any more. */
  | { readonly type: 'over' }
  /** The connection broke, fell silent, or ended before the run's closing event. */
  | { readonly type: 'cut'; readonly error: DifyError }
  /** The server has answered, and the answer is a refusal; or there was nothing to send. */
  | { readonly type: 'refused'; readonly error: DifyError }
  /** The server has lost the run itself: this log brings nothing more. */
  | { readonly type: 'dead'; readonly error: DifyError }
  /** A listener has thrown. */
  | { readonly type: 'thrown'; readonly error: DifyError };

/** What the reader of one connection is told. */
export interface ReadOnce {
  readonly stream: DifyStream;
  /** @returns whether to leave the connection now; throws what the listener throws */
  take(event: DifyEvent, eventId: string): 'on' | 'leave';
  /** Lets the page breathe when events flood in. */
  readonly slice: TimeSlice;
  /** Whether the run is over: then no end of the connection is a loss. */
  isOver(): boolean;
}

/** Reads one connection to its end. */
export async function readOnce({ stream, take, isOver, slice }: ReadOnce): Promise<ReadEnd> {
  let isListening = false;
  try {
    for await (const event of stream) {
      if (isDeath(event) && !isOver()) {
        const sentence = 'The connection to the app was lost in the middle of its answer.';
        return { type: 'dead', error: new StreamError(sentence, { code: 'interrupted' }) };
      }
      isListening = true;
      const next = take(event, stream.lastEventId);
      isListening = false;
      if (next === 'leave') return { type: 'over' };
      if (slice.isOver()) await slice.rest();
    }
    if (isOver()) return { type: 'over' };
    return {
      type: 'cut',
      error: new StreamError('The answer broke off before its end.', { code: 'interrupted' }),
    };
  } catch (cause) {
    const error = asDifyError(cause);
    if (isListening) return { type: 'thrown', error };
    if (isOver()) return { type: 'over' };
    return { type: error instanceof APIError || error instanceof ValidationError ? 'refused' : 'cut', error };
  }
}

/** The mark of a log whose reader has died. */
function isDeath(event: DifyEvent): boolean {
  return event.event === 'error' && event.code === 'upstream_interrupted';
}
