/** Exchanges with a real server in the order in which they were sent; all that a comparison needs of them. */
export interface Recordings {
  /** The server's version, e.g. `1.16.1`. */
  readonly version: string;
  readonly scenarios: readonly Scenario[];
}

/** Exchanges that belong together. */
export interface Scenario {
  readonly name: string;
  /** The app whose key they show; absent for knowledge bases. */
  readonly app?: string;
  readonly exchanges: readonly Exchange[];
}

/** A request and what the server answered. */
export interface Exchange {
  /** The operation's id; absent where there is none. */
  readonly operation?: string;
  readonly note?: string;
  readonly method: string;
  /** From `/v1` on, with its query. */
  readonly path: string;
  /** Whose key it shows: an app by name, `dataset`, `wrong`, `none`, or the whole header. @default the scenario's */
  readonly key?: string;
  /** Headers besides the key that matter. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly form?: readonly FormPart[];
  readonly answer: Answer;
}

/** A part of a form. A file has a name or a type. */
export interface FormPart {
  readonly name: string;
  readonly value?: string;
  readonly filename?: string;
  readonly type?: string;
  /** Bytes that are no text. */
  readonly base64?: string;
  /** Bytes of a file whose content was not kept; as many are sent. */
  readonly size?: number;
}

/** An answer, folded: lists keep their first items, long texts their beginning, streams one event of a kind. */
export interface Answer {
  readonly status: number;
  /** The media type alone. */
  readonly type?: string;
  /** Names of the headers that clients look at. */
  readonly headers: readonly string[];
  readonly json?: unknown;
  readonly events?: EventFold;
}

/** A stream of events, folded. */
export interface EventFold {
  /** Names, equal neighbours as one; nodes with their type. */
  readonly order: readonly string[];
  /** The same for each node, in the order of their ids: parallel branches race. */
  readonly lanes: string;
  /** The first event of each name. */
  readonly first: Readonly<Record<string, unknown>>;
}
