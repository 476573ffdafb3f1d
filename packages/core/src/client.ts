import type { Endpoint, PagedEndpoint, StreamingEndpoint } from './endpoint.ts';
import { isBrowserLike } from './is-browser-like.ts';
import type { DifyStream } from './streams/dify-stream.ts';
import { chooseLogger } from './transport/logger.ts';
import type {
  Logger,
  LogLevel,
  OnRequest,
  OnResponse,
  RequestOptions,
  StreamOptions,
  Transport,
} from './transport/options.ts';
import { type Answer, send } from './transport/send.ts';
import { stream } from './transport/stream.ts';

/** A promise of an answer, with the response one step away. */
export interface Call<Output> extends Promise<Output> {
  /** The answer together with the HTTP response that it came in. */
  withResponse(): Promise<{ data: Output; response: Response }>;
}

/**
 * A call whose answer is a list. Awaited it is one page; looped over it is every item of that page and of all that follow,
 * each once, also when items move while the pages are read.
 *
 * @example for await (const dataset of dify.datasets.list()) console.log(dataset.name);
 */
export interface PagedCall<Output extends { readonly data: readonly unknown[] }>
  extends Call<Output>,
    AsyncIterable<Output['data'][number]> {}

/** What every client can do with any endpoint. With it alone a bundle holds only the endpoints that are imported. */
export interface DifyClient {
  /** Sends an endpoint whose answer is a list: awaited it is one page, looped over it is every item. */
  request<Input extends object, Output extends { readonly data: readonly unknown[] }>(
    endpoint: PagedEndpoint<Input, Output>,
    input: Input,
    options?: RequestOptions,
  ): PagedCall<Output>;
  /** Sends any endpoint. */
  request<Input extends object, Output>(
    endpoint: Endpoint<Input, Output>,
    input: Input,
    options?: RequestOptions,
  ): Call<Output>;
  /** Streams any endpoint that can. */
  stream<Input extends object>(
    endpoint: StreamingEndpoint<Input, unknown>,
    input: Input,
    options?: StreamOptions,
  ): DifyStream;
  /** Where the calls go. */
  readonly baseURL: string;
  /**
   * Whether the server behind it does a send once however often it comes with the same `idempotencyKey`, as our handler
   * does. Dify itself would run twice.
   */
  readonly isKeyed: boolean;
}

interface CommonOptions {
  /** @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Sent with every call. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for each try of a call, to its last byte; for a stream, until its headers. 0: no limit. @default 60_000 */
  timeout?: number | undefined;
  /** Milliseconds until the headers, where that shall be less. @default `timeout` */
  firstByteTimeout?: number | undefined;
  /** Milliseconds without a byte after which a stream counts as lost; Dify pings every 10 s. @default 45_000 */
  idleTimeout?: number | undefined;
  /** Milliseconds for a whole stream. @default 1_200_000, as long as Dify lets an app run */
  totalTimeout?: number | undefined;
  /** How often a call may be tried again that can do nothing twice. @default 2 */
  maxRetries?: number | undefined;
  /** Told what the client does, without keys, addresses' queries and texts. `false` silences. @default console, from warnings on */
  logger?: Partial<Logger> | false | null | undefined;
  /** The least that is told. @default 'warn' for the console, 'debug' for a logger of yours */
  logLevel?: LogLevel | undefined;
  /** Sees every request before it is sent, and may answer another one. */
  onRequest?: OnRequest | undefined;
  /** Sees every answer before its body is read. Clone it to read it. */
  onResponse?: OnResponse | undefined;
}

/** How a server reaches Dify. */
export interface DifyOptions extends CommonOptions {
  /** With the version, e.g. `https://api.dify.ai/v1`. */
  baseURL: string;
  /** The app's key, e.g. `app-…`, or a key for knowledge bases, `dataset-…`. Never leaves the server. */
  apiKey: string;
  /** The end user for calls that name none. 1 to 255 characters. */
  user?: string | undefined;
  /** Allows a key in a page or worker, for tools that only their owner opens. @default false */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** How a page reaches our handler. */
export interface BrowserDifyOptions extends CommonOptions {
  /** The handler's address for the app, e.g. `/api/dify/support`. */
  url: string;
  /** Whether sends may be repeated with their key; `false` for a server that is not our handler. @default true */
  isKeyed?: boolean | undefined;
}

/**
 * The smallest client for servers: `request` and `stream`, to be used with imported endpoints. `createDify` adds the methods.
 *
 * @example
 * import { build, createClient } from '@dify-oapi/core';
 * import { chat } from '@dify-oapi/core/endpoints';
 * const client = createClient({ baseURL: 'https://api.dify.ai/v1', apiKey });
 * for await (const event of build(chat.send).query('Hi').user('u1').stream(client)) console.log(event);
 * @throws TypeError in a page or worker, and for a key or base URL that cannot be right
 */
export function createClient(options: DifyOptions): DifyClient {
  if (isBrowserLike() && options.dangerouslyAllowBrowser !== true) {
    throw new TypeError(
      'createDify was called in a browser, where everybody could read the API key. ' +
        "Put createDifyHandler from @dify-oapi/server on your server and call createBrowserDify({ url: '/api/dify/…' }) here.",
    );
  }
  const { apiKey } = options;
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new TypeError(
      'createDify needs `apiKey`: the key from "API Access" of your Dify app, without spaces or line ends. ' +
        'Read it from the environment, e.g. process.env.DIFY_API_KEY.',
    );
  }
  const baseURL = checkURL('createDify', 'baseURL', options.baseURL);
  if (/^\w+:\/\/[^/]*$/.test(baseURL)) {
    chooseLogger(options.logger, options.logLevel)?.warn(
      `baseURL "${baseURL}" has no path; Dify's API usually lives below /v1.`,
    );
  }
  return clientOver(false, {
    ...common(options),
    baseURL,
    bindUser: true,
    user: options.user,
    headers: () => ({ ...options.headers, authorization: `Bearer ${apiKey}` }),
  });
}

/**
 * The smallest client for pages: talks to our handler, which holds the key and knows the user. `createBrowserDify` adds the
 * methods.
 *
 * @throws TypeError when `url` is missing or no address
 */
export function createBrowserClient(options: BrowserDifyOptions): DifyClient {
  return clientOver(options.isKeyed ?? true, {
    ...common(options),
    baseURL: checkURL('createBrowserDify', 'url', options.url),
    bindUser: false,
    user: undefined,
    headers: (method) => (method === 'GET' ? { ...options.headers } : { ...options.headers, 'x-dify-kit': '1' }),
  });
}

type CommonTransport = Omit<Transport, 'baseURL' | 'bindUser' | 'user' | 'headers'>;

function common(options: CommonOptions): CommonTransport {
  const {
    firstByteTimeout,
    idleTimeout,
    maxRetries = 2,
    onRequest,
    onResponse,
    timeout = 60_000,
    totalTimeout,
  } = options;
  return {
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    usesGlobalFetch: options.fetch === undefined,
    logger: chooseLogger(options.logger, options.logLevel),
    timeout,
    firstByteTimeout,
    idleTimeout,
    totalTimeout,
    maxRetries,
    onRequest,
    onResponse,
  };
}

function checkURL(caller: string, field: string, value: string): string {
  const example = field === 'url' ? '/api/dify/support' : 'https://api.dify.ai/v1';
  const isPath = field === 'url' && /^\/(?!\/)/.test(value ?? '');
  const url = isPath ? null : parseURL(value);
  const right = isPath || (url !== null && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username);
  if (!right)
    throw new TypeError(`${caller} needs \`${field}\` to be an address such as "${example}", without a query.`);
  return value.replace(/\/+$/, '');
}

function parseURL(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}

function clientOver(isKeyed: boolean, transport: Transport): DifyClient {
  return {
    baseURL: transport.baseURL,
    isKeyed,
    request<Input extends object, Output extends { readonly data: readonly unknown[] }>(
      endpoint: Endpoint<Input, Output>,
      input: Input,
      options?: RequestOptions,
    ): PagedCall<Output> {
      const read = (next: Input) => send(transport, endpoint, next, options);
      const answer = call(read(input));
      return Object.assign(answer, {
        async *[Symbol.asyncIterator]() {
          const { items } = await import('./pages.ts'); // Loaded when a list is looped over.
          yield* items(endpoint, input, answer, async (next) => (await read(next)).data);
        },
      });
    },
    stream: (endpoint, input, options) => stream(transport, endpoint, input, options),
  };
}

/** A promise that begins at once, with `withResponse` beside it. Misuse rejects rather than throws. */
function call<Output>(answer: Promise<Answer<Output>>): Call<Output> {
  const data = answer.then((whole) => whole.data);
  return Object.assign(data, {
    withResponse() {
      data.catch(() => {}); // Whoever asks for both is told once, by the promise that they get here.
      return answer;
    },
  });
}
