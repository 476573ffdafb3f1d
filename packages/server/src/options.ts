import type { Logger } from '@dify-oapi/core';
import type { RunLimits } from './hub/run-limits.ts';
import type { RunLog } from './hub/run-log.ts';
import type { VisitorOptions } from './identity/visitor-cookie.ts';
import type { HandlerLimits } from './limits/limits.ts';
import type { RateStore } from './limits/rate-store.ts';
import type { Operation, Preset } from './operations.ts';
import type { OnMetric } from './ops/metric.ts';

/**
 * How much of an app's inside its answers may show. `none`: the answer, its sources and the run's beginning and end.
 * `summary`: also which nodes run, by title and kind, how long they took and how they ended. `full`: all that Dify
 * tells, prompts, inputs and outputs of nodes among it: for people who may see how the app is built.
 */
export type Detail = 'none' | 'summary' | 'full';

/** Who asks for an answer. */
export interface DetailRequest {
  /** The app's name in the handler's options. */
  readonly app: string;
  /** Undefined for a visitor without an account. */
  readonly user: { readonly id: string } | undefined;
  readonly request: Request;
}

/** Decides for each request how much it shows. When it throws, `none` holds. */
export type DetailFor = (call: DetailRequest) => Detail | Promise<Detail>;

/** From where files may come that pages name by their address instead of uploading them. */
export interface RemoteURLHosts {
  /** Hosts as in an address, e.g. `files.example`; `*.files.example` means every host below it. */
  hosts: readonly string[];
}

/** One Dify app behind the handler. */
export interface AppOptions {
  /** With the version, e.g. `https://api.dify.ai/v1`. */
  baseURL: string;
  /** The app's key, e.g. `app-…`, or a function that fetches it for each call. */
  apiKey: string | (() => string | Promise<string>);
  /**
   * What pages may call: all that a chat, a text generator (`completion`) or a workflow needs, or a list of operations.
   * `admin`, and every operation in it, shows or changes what belongs to all users: such a handler needs `authorize`,
   * knows no visitors and has nothing else. @default 'chat'
   */
  operations?: Preset | readonly Operation[] | undefined;
  /** How much of the app's inside pages see, for all or by request. @default the handler's, else 'none' */
  detail?: Detail | DetailFor | undefined;
  /** Whether pages see tokens by kind and prices. Detail `full` shows them anyway. @default false */
  usage?: boolean | undefined;
  /** Whether pages see what models think before they answer. Detail `full` shows it anyway. @default false */
  thinking?: boolean | undefined;
  /**
   * Files that pages name by their address, which Dify then loads: none, those of some hosts, or those that a function
   * allows. Whatever is allowed here, only `https:` to a named public host on the usual port passes; that the name does
   * not lead inside the private network is for the function or the list to know. @default 'deny'
   */
  remoteUrls?: 'deny' | RemoteURLHosts | ((url: URL) => boolean | Promise<boolean>) | undefined;
  /**
   * What stands in answers where Dify names a file by a signed address, which is dead after 300 seconds. `handler`: a link
   * of the handler, good for thirty days and for this person alone, which needs the operation `previewChatFile`. `dify`:
   * Dify's own address, which also works for whoever it is passed on to. @default 'handler'
   */
  fileLinks?: 'handler' | 'dify' | undefined;
  /**
   * Origins of signed addresses, such as `https://files.dify.example`, where Dify's `FILES_URL` is not at the origin of
   * `baseURL`. @default none: the origin of `baseURL` alone
   */
  fileOrigins?: readonly string[] | undefined;
  /**
   * Whether a form that a run waits for may be answered by another person than the one whose run it is, when that person
   * was given its handle. @default false
   */
  sharesForms?: boolean | undefined;
  /** Reaches Dify for this app alone. @default the handler's `fetch` */
  fetch?: typeof fetch | undefined;
  /** Allows `http:` in production, for a Dify inside a private network. @default false */
  allowHTTP?: boolean | undefined;
}

/** Says who a request comes from, from the site's own session; `null` when nobody is signed in. */
export type Identify = (
  request: Request,
) => { id: string } | null | undefined | Promise<{ id: string } | null | undefined>;

/** A call that `authorize` may refuse. */
export interface AuthorizeRequest {
  readonly operation: Operation;
  /** The app's name in the handler's options. */
  readonly app: string;
  /** Undefined for a visitor without an account. */
  readonly user: { readonly id: string } | undefined;
  /** Ids in the path, by their names, e.g. `conversation_id`: Dify's own, also where pages have handles. */
  readonly ids: Readonly<Record<string, string>>;
  readonly request: Request;
}

/** How often and how many at once; the numbers are among the `limits`. */
export interface RateLimitOptions {
  /**
   * Where rates are counted. With several processes, `createRedisRateStore` counts for all of them.
   * @default in this process
   */
  store?: RateStore | undefined;
  /**
   * The address that a request comes from, where the site knows it for sure: from the connection, or from a header that
   * its own proxy writes and nobody else can. `remoteAddress` of `@dify-oapi/server/node` is the connection's. Addresses of
   * version 6 that begin with the same 64 bits count as one. @default addresses are not counted
   */
  clientIP?: ((request: Request) => string | null | undefined) | undefined;
  /** Milliseconds that a message may wait for its turn, at most 30,000, before it is refused. @default 0 */
  queueFor?: number | undefined;
}

/** How answers are kept for readers who come back. */
export interface RunOptions extends Partial<RunLimits> {
  /**
   * Where they are kept. With several processes, either each person's requests reach the same process, or the log is one
   * for all of them, as `createRedisRunLog` makes it. @default in this process
   */
  log?: RunLog | undefined;
}

interface CommonOptions {
  /** The apps by the names that stand in URLs: letters, digits, `-` and `_`. */
  apps: Readonly<Record<string, AppOptions>>;
  /** Where the handler lives. @default '/api/dify' */
  basePath?: string | undefined;
  /**
   * At least 32 characters from the environment: users' ids, visitors' cookies and the handles of files, runs and forms
   * hang on it. A handle is good for thirty days; what a page reads again is signed again. With `[new, old]` cookies and
   * handles are signed with the new one and taken from both; users' ids stay with the old one until it is removed.
   */
  secret: string | readonly [string, ...string[]];
  /**
   * What Dify knows people by. `signed`: a keyed hash, another one in each app, so that nobody can guess it and Dify's logs
   * name nobody. `raw`: the id that `identify` answers, for an app that already has its users under these ids: they have
   * to be ids that only the site gives out. Visitors are always signed. @default 'signed'
   */
  userIds?: 'signed' | 'raw' | undefined;
  /** Refuses calls with 403. @default everything an app allows */
  authorize?: ((call: AuthorizeRequest) => boolean | Promise<boolean>) | undefined;
  /** Origins of other sites whose pages may call, exactly as browsers send them. @default none: same origin only */
  origins?: readonly string[] | undefined;
  limits?: Partial<HandlerLimits> | undefined;
  rateLimit?: RateLimitOptions | undefined;
  /**
   * What happens when the last reader of an answer goes away. `drain`: the handler reads on, so that Dify keeps the
   * answer and the reader may come back. `stop`: Dify is told to stop when nobody came back for a while. `abort`: the
   * connection to Dify is closed at once; most apps lose the answer then. @default 'drain'
   */
  onClientGone?: 'drain' | 'stop' | 'abort' | undefined;
  /** How much of running and finished answers is kept, and where, for readers who come back. */
  runs?: RunOptions | undefined;
  /** Keeps a serverless function alive until the promise is settled. */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /** Reaches Dify. @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Told of what an operator should know; never of keys, users or texts. @default warnings go to the console */
  log?: Logger | undefined;
  /** For every app that names none. @default 'none' */
  detail?: Detail | DetailFor | undefined;
  /** Told how many and how long, for a collector of metrics; never who and what. */
  onMetric?: OnMetric | undefined;
  /**
   * Answers `GET {basePath}/health` with 200 while new answers can begin, and 503 while the handler closes. It tells
   * nothing else, and asks nobody who they are. @default false
   */
  health?: boolean | undefined;
}

/** How the handler is set up. It needs to know people: by `identify`, as visitors by `anonymous`, or both. */
export type DifyHandlerOptions = CommonOptions &
  (
    | { identify: Identify; anonymous?: boolean | VisitorOptions | undefined }
    | { identify?: Identify | undefined; anonymous: true | VisitorOptions }
  );
