import type { Endpoint, StreamingEndpoint } from './endpoint.ts';
import { app, chat, conversations, files, messages } from './endpoints.ts';
import { isBrowserLike } from './is-browser-like.ts';
import type { SendChatMessage } from './resources/chat/schemas.ts';
import type { Logger, RequestOptions, StreamOptions, Transport } from './transport/options.ts';
import { send } from './transport/send.ts';
import { type DifyStream, stream } from './transport/stream.ts';

/** A promise of an answer, with the response one step away. */
export interface Call<Output> extends Promise<Output> {
  /** The answer together with the HTTP response that it came in. */
  withResponse(): Promise<{ data: Output; response: Response }>;
}

/** The methods of a group of endpoints: one a call. */
export type Methods<Endpoints> = {
  [Name in keyof Endpoints]: Endpoints[Name] extends Endpoint<infer Input, infer Output>
    ? Record<never, never> extends Input
      ? (input?: Input, options?: RequestOptions) => Call<Output>
      : (input: Input, options?: RequestOptions) => Call<Output>
    : never;
};

/** A client of one Dify app. */
export interface Dify {
  /** The app itself: name, opening line, limits, icons, page settings. */
  readonly app: Methods<typeof app>;
  /** Questions and answers. */
  readonly chat: Methods<typeof chat> & {
    /** Sends a message and reads the answer as it is written. */
    stream(input: SendChatMessage, options?: StreamOptions): DifyStream;
  };
  readonly conversations: Methods<typeof conversations>;
  readonly files: Methods<typeof files>;
  readonly messages: Methods<typeof messages>;
  /** Sends any endpoint. The methods are short for this. */
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
}

interface CommonOptions {
  /** @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Sent with every call. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds for a call; for a stream, until its headers. @default 60_000 */
  timeout?: number | undefined;
  /** How often a read may be tried again. Nothing but reads ever is. @default 2 */
  maxRetries?: number | undefined;
  logger?: Logger | undefined;
}

/** How a server reaches Dify. */
export interface DifyOptions extends CommonOptions {
  /** With the version, e.g. `https://api.dify.ai/v1`. */
  baseURL: string;
  /** The app's key, e.g. `app-…`. Never leaves the server. */
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
}

/**
 * A client for servers: Node, Deno, Bun, edge runtimes.
 *
 * @throws TypeError in a page or worker, and for a key or base URL that cannot be right
 */
export function createDify(options: DifyOptions): Dify {
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
    options.logger?.warn(`baseURL "${baseURL}" has no path; Dify's API usually lives below /v1.`);
  }
  return client({
    ...common(options),
    baseURL,
    bindUser: true,
    user: options.user,
    headers: () => ({ ...options.headers, authorization: `Bearer ${apiKey}` }),
  });
}

/**
 * A client for pages: talks to our handler, which holds the key and knows the user.
 *
 * @throws TypeError when `url` is missing or no address
 */
export function createBrowserDify(options: BrowserDifyOptions): Dify {
  return client({
    ...common(options),
    baseURL: checkURL('createBrowserDify', 'url', options.url),
    bindUser: false,
    user: undefined,
    headers: (method) => (method === 'GET' ? { ...options.headers } : { ...options.headers, 'x-dify-kit': '1' }),
  });
}

function common(options: CommonOptions): Pick<Transport, 'fetch' | 'timeout' | 'maxRetries' | 'logger'> {
  return {
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    timeout: options.timeout ?? 60_000,
    maxRetries: options.maxRetries ?? 2,
    logger: options.logger,
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

function client(transport: Transport): Dify {
  const request: Dify['request'] = (endpoint, input, options) => call(() => send(transport, endpoint, input, options));
  const openStream: Dify['stream'] = (endpoint, input, options) => stream(transport, endpoint, input, options);
  const bind =
    <Input extends object, Output>(endpoint: Endpoint<Input, Output>) =>
    (input: Input, options?: RequestOptions) =>
      request(endpoint, input, options);
  const about =
    <Input extends object, Output>(endpoint: Endpoint<Input, Output>, none: Input) =>
    (input: Input = none, options?: RequestOptions) =>
      request(endpoint, input, options);
  return {
    baseURL: transport.baseURL,
    request,
    stream: openStream,
    app: {
      info: about(app.info, {}),
      parameters: about(app.parameters, {}),
      meta: about(app.meta, {}),
      site: about(app.site, {}),
    },
    chat: {
      send: bind(chat.send),
      stop: bind(chat.stop),
      stream: (input, options) => openStream(chat.send, input, options),
    },
    conversations: {
      list: about(conversations.list, {}),
      rename: bind(conversations.rename),
      delete: bind(conversations.delete),
    },
    files: { upload: bind(files.upload) },
    messages: { list: bind(messages.list), suggested: bind(messages.suggested), feedback: bind(messages.feedback) },
  };
}

/** A promise that begins at once, with `withResponse` beside it. Misuse rejects rather than throws. */
function call<Output>(begin: () => Promise<{ data: Output; response: Response }>): Call<Output> {
  const answer = begin();
  return Object.assign(
    answer.then(({ data }) => data),
    { withResponse: () => answer },
  );
}
