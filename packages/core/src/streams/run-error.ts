import type { APIError } from '../errors/api-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { StreamResult } from './dify-stream.ts';

/** The app sent an `error` event in the middle of its answer. What had arrived is in `received`. */
export class RunError extends StreamError {
  override readonly name: string = 'RunError';
  /** The error that the event stands for. */
  declare readonly cause: APIError;

  constructor(cause: APIError, received: StreamResult) {
    super(cause.reason, { code: cause.code, status: cause.status, hint: cause.hint, cause, received });
  }

  override get retryable(): boolean {
    return this.cause.retryable;
  }
}
