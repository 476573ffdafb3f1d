import { DifyError } from './dify-error.ts';

/** No answer came: the network is down, the server is away, or the connection broke. */
export class ConnectionError extends DifyError {
  override readonly name: string = 'ConnectionError';

  override get retryable(): boolean {
    return true;
  }
}

/** No answer came in time. */
export class TimeoutError extends ConnectionError {
  override readonly name: string = 'TimeoutError';
}
