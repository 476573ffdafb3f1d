import type { Logger } from '@dify-oapi/core';
import type { VisitorOptions } from './identity/visitor-cookie.ts';
import type { HandlerLimits } from './limits/limits.ts';
import type { Operation } from './operations.ts';

/** How much of an app's inside its answers may show. `none`: the answer, its sources and the run's beginning and end. */
export type Detail = 'none';

/** One Dify app behind the handler. */
export interface AppOptions {
  /** With the version, e.g. `https://api.dify.ai/v1`. */
  baseURL: string;
  /** The app's key, e.g. `app-…`, or a function that fetches it for each call. */
  apiKey: string | (() => string | Promise<string>);
  /** What pages may call: every chat operation, or a list. @default 'chat' */
  operations?: 'chat' | readonly Operation[] | undefined;
  /** @default 'none' */
  detail?: Detail | undefined;
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
  /** Ids in the path, by their names, e.g. `conversation_id`. */
  readonly ids: Readonly<Record<string, string>>;
  readonly request: Request;
}

interface CommonOptions {
  /** The apps by the names that stand in URLs: letters, digits, `-` and `_`. */
  apps: Readonly<Record<string, AppOptions>>;
  /** Where the handler lives. @default '/api/dify' */
  basePath?: string | undefined;
  /**
   * At least 32 characters from the environment: users' ids and visitors' cookies hang on it. With `[new, old]` cookies
   * are signed with the new one and taken from both; users' ids stay with the old one until it is removed.
   */
  secret: string | readonly [string, ...string[]];
  /** Refuses calls with 403. @default everything an app allows */
  authorize?: ((call: AuthorizeRequest) => boolean | Promise<boolean>) | undefined;
  /** Origins of other sites whose pages may call, exactly as browsers send them. @default none: same origin only */
  origins?: readonly string[] | undefined;
  limits?: Partial<HandlerLimits> | undefined;
  /**
   * What happens when the reader of an answer goes away. `drain`: the handler reads on, so that Dify keeps the answer.
   * `abort`: the connection to Dify is closed; most apps lose the answer then. @default 'drain'
   */
  onClientGone?: 'drain' | 'abort' | undefined;
  /** Keeps a serverless function alive until the promise is settled. */
  waitUntil?: ((work: Promise<unknown>) => void) | undefined;
  /** Reaches Dify. @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Told of what an operator should know; never of keys, users or texts. @default warnings go to the console */
  log?: Logger | undefined;
  /** For every app that names none. @default 'none' */
  detail?: Detail | undefined;
}

/** How the handler is set up. It needs to know people: by `identify`, as visitors by `anonymous`, or both. */
export type DifyHandlerOptions = CommonOptions &
  (
    | { identify: Identify; anonymous?: boolean | VisitorOptions | undefined }
    | { identify?: Identify | undefined; anonymous: true | VisitorOptions }
  );
