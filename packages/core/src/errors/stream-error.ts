import { DifyError, type ErrorFacts } from './dify-error.ts';

/** What had arrived of a stream before it ended. */
export interface ReceivedStream {
  /** How many events. */
  readonly events: number;
  /** The text of the answer so far. */
  readonly text: string;
}

/** A stream ended before its closing event, or fell silent. What had arrived is not lost. */
export class StreamError extends DifyError {
  override readonly name: string = 'StreamError';
  /** What had arrived. Does not show when the error is printed: it is a person's text. */
  declare readonly received: ReceivedStream;

  constructor(message: string, facts: ErrorFacts & { received?: ReceivedStream | undefined }) {
    super(message, facts);
    Object.defineProperty(this, 'received', { value: facts.received ?? { events: 0, text: '' }, enumerable: false });
  }

  override get retryable(): boolean {
    return true;
  }
}
