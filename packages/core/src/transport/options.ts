/** Something with the methods of `console`. */
export interface Logger {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** What may be said for one call. */
export interface RequestOptions {
  /** Takes the call back. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for the whole call; for a stream, until its headers. */
  timeout?: number | undefined;
  /** How often a read may be tried again. */
  maxRetries?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** What may be said for one stream. */
export interface StreamOptions extends RequestOptions {
  /** Milliseconds without a byte after which the stream counts as lost. The server pings every 10 s. @default 45_000 */
  idleTimeout?: number | undefined;
  /** Told of oddities that harm nothing, e.g. a line that is no JSON. */
  onWarning?: ((warning: string) => void) | undefined;
}

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
  readonly timeout: number;
  readonly maxRetries: number;
  readonly logger: Logger | undefined;
}
