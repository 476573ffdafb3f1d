/** Facts about a failure that every error of this package carries. */
export interface ErrorFacts {
  /** A word to switch on: Dify's own code, or one of ours. */
  code: string;
  /** The HTTP status, or the one inside a stream's error event. */
  status?: number | undefined;
  /** Method and path template of the call. */
  endpoint?: string | undefined;
  /** The id of the request in the server's logs, where it sends one. */
  requestId?: string | undefined;
  /** Milliseconds after which the server asks to be tried again. */
  retryAfterMs?: number | undefined;
  /** What the failure came from. */
  cause?: unknown;
}

/** The root of every error that this package throws. */
export class DifyError extends Error {
  override readonly name: string = 'DifyError';
  readonly code: string;
  readonly status: number | undefined;
  readonly endpoint: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status;
    this.endpoint = facts.endpoint;
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** Whether the same call may well succeed when made again. */
  get retryable(): boolean {
    return false;
  }
}
