import type { CallFacts } from './call-facts.ts';
import type { Logger } from './logger.ts';

export type { CallFacts } from './call-facts.ts';
export type { Logger, LogLevel } from './logger.ts';

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes of the body that were handed to the network. */
  readonly loaded: number;
  /** Bytes of the whole body. */
  readonly total: number;
}

/** What may be said for one call. */
export interface RequestOptions {
  /** Takes the call back, also while it waits for another try. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds for each try of a call, from sending to the last byte; for a stream and for an answer of bytes, until the
   * headers. 0 or Infinity: no limit.
   *
   * @default 60_000
   */
  timeout?: number | undefined;
  /**
   * Milliseconds until the answer's headers, where that shall be less than `timeout`. 0 or Infinity: no limit.
   * How long connecting takes cannot be seen through `fetch`: it counts in. Node itself gives up connecting after 10 s.
   *
   * @default `timeout`
   */
  firstByteTimeout?: number | undefined;
  /** How often a call may be tried again that can do nothing twice. @default 2 */
  maxRetries?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Names one send, so that it can be sent again without being done twice; 1 to 255 visible ASCII characters, best a UUID.
   * Goes out as `Idempotency-Key`. Only the handler of @dify-oapi/server honours it: Dify itself would run twice.
   */
  idempotencyKey?: string | undefined;
  /**
   * Follows a call through the server's traces: 1 to 128 of `A-Z a-z 0-9 _ -`. Goes out as `X-Trace-Id`, which a Dify on
   * another origin does not allow from a page.
   */
  traceId?: string | undefined;
  /**
   * Lets the call go on when the page is left, as `fetch` does it: for calls of at most 64 KB, without `onProgress`, best to
   * the page's own origin, as older browsers refuse it where a preflight is needed.
   *
   * @default false
   * @see https://fetch.spec.whatwg.org/#request-keepalive-flag
   */
  keepalive?: boolean | undefined;
  /**
   * Told how far an upload is; only for calls that send a form. Exact in Node, Deno and Bun and, where no `fetch` was
   * given, in browsers; elsewhere told once at the beginning and once at the end.
   */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** What may be said for one stream. */
export interface StreamOptions extends RequestOptions {
  /**
   * Milliseconds without a byte after which the stream counts as lost. The server pings every 10 s. Time in which nobody
   * reads does not count. 0 or Infinity: no limit.
   *
   * @default 45_000
   */
  idleTimeout?: number | undefined;
  /** Milliseconds for the whole stream. 0 or Infinity: no limit. @default 1_200_000, as long as Dify lets an app run */
  totalTimeout?: number | undefined;
  /** Told when the headers have come, with the handle of the run's log where the server keeps one. */
  onOpen?: ((runHandle: string | null) => void) | undefined;
  /** Told of every piece that arrives, keep-alives included. */
  onActivity?: (() => void) | undefined;
  /** Told of oddities that harm nothing, e.g. a line that is no JSON. @default the logger's `warn` */
  onWarning?: ((warning: string) => void) | undefined;
}

/** Sees a request before it is sent. What it answers, if anything, is sent in its place. */
export type OnRequest =
  | ((request: Request, facts: CallFacts) => Request | undefined | Promise<Request | undefined>)
  | ((request: Request, facts: CallFacts) => void | Promise<void>);

/** Sees an answer before its body is read. */
export type OnResponse = (response: Response, facts: CallFacts) => void | Promise<void>;

/** How a client reaches a server. */
export interface Transport {
  /** Without a slash at the end. */
  readonly baseURL: string;
  readonly fetch: typeof fetch;
  /** Headers of every call. */
  headers(method: string): Readonly<Record<string, string>>;
  /** Fills in the end user; `undefined` when the server binds it. */
  readonly bindUser: boolean;
  readonly user: string | undefined;
  /** Milliseconds, as `RequestOptions.timeout`. */
  readonly timeout: number;
  /** Milliseconds, as `RequestOptions.firstByteTimeout`. */
  readonly firstByteTimeout?: number | undefined;
  /** Milliseconds, as `StreamOptions.idleTimeout`. */
  readonly idleTimeout?: number | undefined;
  /** Milliseconds, as `StreamOptions.totalTimeout`. */
  readonly totalTimeout?: number | undefined;
  readonly maxRetries: number;
  readonly logger: Logger | undefined;
  /**
   * Sees every request before it is sent, second tries too, and may answer another one. What it throws comes out as it is.
   */
  readonly onRequest?: OnRequest | undefined;
  /**
   * Sees every answer, also refusals, before its body is read. Clone it to read it. What it throws comes out as it is.
   */
  readonly onResponse?: OnResponse | undefined;
  /** Whether `fetch` is the runtime's own, so that uploads with progress may go by XMLHttpRequest. @default false */
  readonly usesGlobalFetch?: boolean | undefined;
  /** A number from 0 up to 1, for the waits between tries. @default Math.random */
  readonly random?: (() => number) | undefined;
  /** Waits. @default by setTimeout */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
}
