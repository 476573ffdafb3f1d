/** Facts about a failure that every error of this package carries. */
export interface ErrorFacts {
  /** A word to switch on: Dify's own code, or one of ours. */
  code: string;
  /** The HTTP status, or the one inside a stream's error event. */
  status?: number | undefined;
  /** Method and path template of the call, e.g. `GET /conversations`. */
  endpoint?: string | undefined;
  /** The id of the request in the server's logs, where it sends one; else the `traceId` that the call was sent with. */
  requestId?: string | undefined;
  /** Milliseconds after which the server asks to be tried again; at most 60_000. */
  retryAfterMs?: number | undefined;
  /** When the server wants to be tried again, in Unix milliseconds; set only when that is more than 60 s away. */
  retryAt?: number | undefined;
  /** One sentence on what to do. */
  hint?: string | undefined;
  /** What the failure came from. */
  cause?: unknown;
}

/**
 * The root of every error that this package throws. No field of it holds a key, a token, a cookie or a signed address.
 *
 * The message of an error that knows its `endpoint` ends with the hint, for the developer who reads a log;
 * `reason` is the same without it, for people.
 */
export class DifyError extends Error {
  override readonly name: string = 'DifyError';
  /** A word to switch on: Dify's own code, or one of ours such as `network`, `timeout`, `aborted`, `invalid_input`. */
  readonly code: string;
  /** The HTTP status, or the one inside a stream's error event; `undefined` when no answer came. */
  readonly status: number | undefined;
  /** Method and path template of the call, e.g. `GET /conversations`. */
  readonly endpoint: string | undefined;
  /** The id of the request in the server's logs, where it sends one; else the `traceId` that the call was sent with. */
  readonly requestId: string | undefined;
  /** Milliseconds after which the server asks to be tried again; at most 60_000. */
  readonly retryAfterMs: number | undefined;
  /** When the server wants to be tried again, in Unix milliseconds; set only when that is more than 60 s away. */
  readonly retryAt: number | undefined;
  /** What happened, without the hint. */
  readonly reason: string;
  /** One sentence on what to do; may be empty. */
  readonly hint: string;

  constructor(message: string, facts: ErrorFacts) {
    const hint = facts.hint ?? '';
    super(facts.endpoint === undefined ? message : joined(message, hint), causeOf(facts));
    this.code = facts.code;
    this.status = facts.status;
    this.endpoint = facts.endpoint;
    this.requestId = facts.requestId;
    this.retryAfterMs = facts.retryAfterMs;
    this.retryAt = facts.retryAt;
    this.reason = message;
    this.hint = hint;
  }

  /** Whether the same call may well succeed when made again. Says nothing about what a second run would cost. */
  get retryable(): boolean {
    return false;
  }

  /** The facts for a log. */
  toJSON(): Readonly<Record<string, unknown>> {
    const { name, message, code, status, endpoint, requestId, retryable } = this;
    return { name, message, code, status, endpoint, requestId, retryable };
  }
}

function joined(message: string, hint: string): string {
  if (message === '' || hint === '') return message + hint;
  return `${message}${/[.!?…。！？]$/.test(message) ? '' : '.'} ${hint}`;
}

function causeOf({ cause }: ErrorFacts): ErrorOptions | undefined {
  return cause === undefined ? undefined : { cause };
}
