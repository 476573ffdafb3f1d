import {
  type BrowserDifyOptions,
  type Call,
  createBrowserClient,
  createClient,
  type DifyClient,
  type DifyOptions,
  type PagedCall,
} from './client.ts';
import type { InputOf, OutputOf, PagedEndpoint, StreamingEndpoint } from './endpoint.ts';
import { type AnyEndpoint, chat, completion, pipeline, resources, workflows } from './endpoints.ts';
import type { ChatCompletion } from './resources/chat/schemas.ts';
import type { DifyStream } from './streams/dify-stream.ts';
import type { RequestOptions, StreamOptions } from './transport/options.ts';
import type { UploadAndSend } from './uploads/upload-and-send.ts';
import type { DocumentUpload, UploadDocuments, UploadOptions } from './uploads/upload-documents.ts';
import type { IndexingStatus, WaitOptions, WatchBatch } from './uploads/wait-until-indexed.ts';

/** How a method is called. The input may be left out when nothing in it is needed. */
type Method<Input extends object, Options, Result> =
  Record<never, never> extends Input
    ? (input?: Input, options?: Options) => Result
    : (input: Input, options?: Options) => Result;

/** The methods of a resource: one an endpoint. Those of endpoints that only stream answer the stream. */
export type Methods<Endpoints> = {
  readonly [Name in keyof Endpoints]: Endpoints[Name] extends { readonly events: 'only' }
    ? Method<InputOf<Endpoints[Name]>, StreamOptions, DifyStream>
    : Endpoints[Name] extends PagedEndpoint<infer Input, infer Output>
      ? Method<Input, RequestOptions, PagedCall<Output>>
      : Method<InputOf<Endpoints[Name]>, RequestOptions, Call<OutputOf<Endpoints[Name]>>>;
};

type Resources = typeof resources;
type Streams<E> = Method<InputOf<E>, StreamOptions, DifyStream>;

/** The methods that are no endpoints: those that read an answer as it is written, and those made of several calls. */
interface MoreMethods {
  readonly chat: {
    /** Sends a message and reads the answer as it is written. */
    readonly stream: Streams<typeof chat.send>;
  };
  readonly completion: {
    /** Asks a text generator and reads the text as it is written. */
    readonly stream: Streams<typeof completion.send>;
  };
  readonly workflows: {
    /** Runs the published workflow and reads its events. */
    readonly stream: Streams<typeof workflows.run>;
    /** Runs a published version of the workflow and reads its events. */
    readonly streamById: Streams<typeof workflows.runById>;
  };
  readonly files: {
    /** Uploads files and sends a message with them. Answers when the whole answer is there. */
    readonly uploadAndSend: (input: UploadAndSend, options?: RequestOptions) => Promise<ChatCompletion>;
    /** Uploads files and sends a message with them. Answers the stream of the answer. */
    readonly uploadAndStream: (input: UploadAndSend, options?: StreamOptions) => Promise<DifyStream>;
  };
  readonly documents: {
    /** Uploads many files, a few at a time, each with a result of its own. */
    readonly uploadAll: (input: UploadDocuments, options?: UploadOptions) => Promise<DocumentUpload[]>;
    /** Watches the documents of a batch until each is indexed or has failed. */
    readonly waitUntilIndexed: (input: WatchBatch, options?: WaitOptions) => Promise<readonly IndexingStatus[]>;
  };
  readonly pipeline: {
    /** Runs a knowledge pipeline and reads its events. */
    readonly stream: Streams<typeof pipeline.run>;
  };
}

type ResourceMethods = {
  readonly [Name in keyof Resources]: Methods<Resources[Name]> &
    (Name extends keyof MoreMethods ? MoreMethods[Name] : unknown);
};

/** A client of one Dify app, or of the knowledge bases of a workspace. */
export interface Dify extends DifyClient, ResourceMethods {}

/**
 * A client for servers: Node, Deno, Bun, edge runtimes.
 *
 * @throws TypeError in a page or worker, and for a key or base URL that cannot be right
 */
export function createDify(options: DifyOptions): Dify {
  return withMethods(createClient(options));
}

/**
 * A client for pages: talks to our handler, which holds the key and knows the user.
 *
 * @throws TypeError when `url` is missing or no address
 */
export function createBrowserDify(options: BrowserDifyOptions): Dify {
  return withMethods(createBrowserClient(options));
}

/** Those made of several calls are loaded when they are called: in a page, few ever are. */
function moreMethods(client: DifyClient): MoreMethods {
  return {
    chat: { stream: streamOf(client, chat.send) },
    completion: { stream: streamOf(client, completion.send) },
    workflows: { stream: streamOf(client, workflows.run), streamById: streamOf(client, workflows.runById) },
    files: {
      async uploadAndSend(input, options) {
        const { uploadAndSend } = await import('./uploads/upload-and-send.ts');
        return uploadAndSend(client, input, options);
      },
      async uploadAndStream(input, options) {
        const { uploadAndStream } = await import('./uploads/upload-and-send.ts');
        return uploadAndStream(client, input, options);
      },
    },
    documents: {
      async uploadAll(input, options) {
        const { uploadDocuments } = await import('./uploads/upload-documents.ts');
        return uploadDocuments(client, input, options);
      },
      async waitUntilIndexed(input, options) {
        const { waitUntilIndexed } = await import('./uploads/wait-until-indexed.ts');
        return waitUntilIndexed(client, input, options);
      },
    },
    pipeline: { stream: streamOf(client, pipeline.run) },
  };
}

/** Made in a loop from the records that the types are derived from, which the compiler cannot follow. */
function withMethods(client: DifyClient): Dify {
  const more = moreMethods(client);
  const dify: Record<string, unknown> = { ...client };
  for (const [resource, endpoints] of Object.entries<Readonly<Record<string, AnyEndpoint>>>(resources)) {
    const methods = Object.entries(endpoints).map(([name, endpoint]) => [name, methodOf(client, endpoint)]);
    dify[resource] = { ...Object.fromEntries(methods), ...Reflect.get(more, resource) };
  }
  return dify as unknown as Dify;
}

function methodOf(client: DifyClient, endpoint: AnyEndpoint): unknown {
  const { events } = endpoint;
  if (events === 'only') return streamOf(client, { ...endpoint, events });
  return (input: object = {}, options?: RequestOptions) => client.request(endpoint, input, options);
}

/** The input of a method may be left out when nothing in it is needed: then the empty one fits. */
function streamOf<Input extends object>(
  client: DifyClient,
  endpoint: StreamingEndpoint<Input, unknown>,
): (input?: Input, options?: StreamOptions) => DifyStream {
  const nothing = {} as Input;
  return (input = nothing, options) => client.stream(endpoint, input, options);
}
