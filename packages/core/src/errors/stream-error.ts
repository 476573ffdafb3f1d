import { DifyError } from './dify-error.ts';

/** A stream ended before its closing event, or fell silent. What had arrived is not lost. */
export class StreamError extends DifyError {
  override readonly name: string = 'StreamError';

  override get retryable(): boolean {
    return true;
  }
}
