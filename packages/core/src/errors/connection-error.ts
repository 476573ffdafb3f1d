import { DifyError, type ErrorFacts } from './dify-error.ts';

/** No answer came: the network is down, the server is away, or the connection broke. */
export class ConnectionError extends DifyError {
  override readonly name: string = 'ConnectionError';
  /**
   * True when it is certain that the server got nothing, so that sending again costs nothing: the connection was refused,
   * or the name is unknown. Only server runtimes tell; in a page it is always false.
   */
  readonly neverSent: boolean;

  constructor(message: string, facts: ErrorFacts & { neverSent?: boolean | undefined }) {
    super(message, facts);
    this.neverSent = facts.neverSent ?? false;
  }

  override get retryable(): boolean {
    return true;
  }
}

/** What a limit of time was waiting for: the connection, the answer's headers, or its last byte. */
export type TimeoutPhase = 'connect' | 'headers' | 'body';

/** No answer came in time. */
export class TimeoutError extends ConnectionError {
  override readonly name: string = 'TimeoutError';
  /** What was waited for. `connect` is known only where the runtime tells it (Node). */
  readonly phase: TimeoutPhase;

  constructor(message: string, facts: ErrorFacts & { phase?: TimeoutPhase | undefined }) {
    super(message, facts);
    this.phase = facts.phase ?? 'headers';
  }
}
