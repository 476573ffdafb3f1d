import type { Logger } from '@dify-oapi/core';
import type { HandlerLimits } from '../limits/limits.ts';
import type { RateStore } from '../limits/rate-store.ts';
import type { OnMetric } from '../ops/metric.ts';
import type { Identify } from '../options.ts';
import type { KnowledgeOperation, KnowledgePreset, KnowledgeSwitch } from './knowledge-operations.ts';

/** Somebody who asks for knowledge, as `identify` named them. */
export interface KnowledgePerson {
  readonly user: { readonly id: string };
  readonly request: Request;
}

/** A call that `authorize` may refuse. */
export interface AuthorizeKnowledge extends KnowledgePerson {
  readonly operation: KnowledgeOperation;
  /** Undefined for what belongs to no one knowledge base: lists of them, tags, models, uploads for pipelines. */
  readonly datasetId: string | undefined;
  /** For calls that name several documents, `authorize` is asked for each. Undefined where there is none. */
  readonly documentId: string | undefined;
}

/** The knowledge bases that a person may reach, by their ids; `'all'` for those of the whole workspace. */
export type AllowedDatasets = 'all' | readonly string[];

/** What a person may do: a preset, or a list of operations. */
export type AllowedOperations = KnowledgePreset | readonly KnowledgeOperation[];

/** How the handler for knowledge bases is set up. */
export interface KnowledgeHandlerOptions {
  /** With the version, e.g. `https://api.dify.ai/v1`. */
  baseURL: string;
  /**
   * The key for knowledge, e.g. `dataset-…`, or a function that fetches it for each call. It opens all knowledge bases of
   * the workspace, unless the server can bind it to one.
   */
  apiKey: string | (() => string | Promise<string>);
  /** Where the handler lives. @default '/api/knowledge' */
  basePath?: string | undefined;
  /** Who asks, from the site's own session. Nobody without an account gets in. */
  identify: Identify;
  /**
   * Whether this person may do this. There is no default: Dify takes every call with the key for one of the workspace's
   * owner. Anything but `true` refuses with 403.
   */
  authorize: (call: AuthorizeKnowledge) => boolean | Promise<boolean>;
  /**
   * The knowledge bases that may be reached, by their ids, for everybody or by person. All others are answered with 404,
   * as if there were none. A function that throws allows none. `'all'` has to be said.
   */
  datasets: AllowedDatasets | ((person: KnowledgePerson) => AllowedDatasets | Promise<AllowedDatasets>);
  /** What may be done with them, for everybody or by person. A function that throws allows nothing. @default 'read' */
  preset?:
    | AllowedOperations
    | ((person: KnowledgePerson) => AllowedOperations | Promise<AllowedOperations>)
    | undefined;
  /** What reaches beyond single knowledge bases; an operation needs its preset besides. @default none */
  enable?: Partial<Readonly<Record<KnowledgeSwitch, boolean>>> | undefined;
  /**
   * Origins of the addresses that Dify signs for files, e.g. its `FILES_URL`. Pictures in chunks then carry their
   * addresses, and downloads are loaded from there too. Without it downloads come from the origin of `baseURL` alone, and
   * no signed address reaches a page. @default none
   */
  fileOrigins?: readonly string[] | undefined;
  /** Origins of other sites whose pages may call, exactly as browsers send them. @default none: same origin only */
  origins?: readonly string[] | undefined;
  /** At least 32 characters from the environment: handles of uploaded files hang on it. `[new, old]` rotates. */
  secret: string | readonly [string, ...string[]];
  /**
   * As in the handler for apps, but a JSON body may have 1 MB, as texts become documents, and `startsPerMinute`, here the
   * searches and runs of pipelines, is 60.
   */
  limits?: Partial<HandlerLimits> | undefined;
  /** Counts uploads and streams for several processes together. @default each process counts alone */
  rateLimit?: { store?: RateStore | undefined } | undefined;
  /** Allows `http:` in production, for a Dify inside a private network. @default false */
  allowHTTP?: boolean | undefined;
  /** Reaches Dify. @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Told of what an operator should know; never of keys, users or texts. @default warnings go to the console */
  log?: Logger | undefined;
  /** Takes numbers about the handler, e.g. for OpenTelemetry. @default none are taken */
  onMetric?: OnMetric | undefined;
  /**
   * Answers `GET {basePath}/health` with 200, and with 503 while the handler closes. It tells nothing else, and asks nobody
   * who they are. @default false
   */
  health?: boolean | undefined;
}
