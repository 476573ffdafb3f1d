import { type AnyEndpoint, resources } from '@dify-oapi/core/endpoints';
import type { Context, KnowledgeContext } from './context.ts';
import * as annotations from './handlers/annotations.ts';
import * as app from './handlers/app.ts';
import * as audio from './handlers/audio.ts';
import * as chat from './handlers/chat.ts';
import * as childChunks from './handlers/child-chunks.ts';
import * as completion from './handlers/completion.ts';
import * as conversations from './handlers/conversations.ts';
import * as datasets from './handlers/datasets.ts';
import * as documents from './handlers/documents.ts';
import * as endUsers from './handlers/end-users.ts';
import * as feedbacks from './handlers/feedbacks.ts';
import * as files from './handlers/files.ts';
import * as humanInput from './handlers/human-input.ts';
import * as messages from './handlers/messages.ts';
import * as metadata from './handlers/metadata.ts';
import * as models from './handlers/models.ts';
import * as pipeline from './handlers/pipeline.ts';
import * as segments from './handlers/segments.ts';
import * as tags from './handlers/tags.ts';
import * as workflows from './handlers/workflows.ts';
import { isUuid } from './http/is-uuid.ts';

type Resources = typeof resources;
type Handler<Known> = (context: Known) => Response | Promise<Response>;
type Handlers<Name extends keyof Resources, Known> = {
  readonly [Resource in Name]: { readonly [Method in keyof Resources[Resource]]: Handler<Known> };
};
type KnowledgeResource =
  | 'datasets'
  | 'documents'
  | 'segments'
  | 'childChunks'
  | 'tags'
  | 'metadata'
  | 'models'
  | 'pipeline';

const ofApps: Handlers<Exclude<keyof Resources, KnowledgeResource>, Context> = {
  annotations,
  app,
  audio,
  chat,
  completion,
  conversations,
  endUsers,
  feedbacks,
  files,
  humanInput,
  messages,
  workflows,
};

const ofKnowledge: Handlers<KnowledgeResource, KnowledgeContext> = {
  childChunks,
  datasets,
  documents,
  metadata,
  models,
  pipeline,
  segments,
  tags,
};

/** One operation and what answers it. */
type Route = {
  readonly endpoint: AnyEndpoint;
  readonly pattern: RegExp;
} & (
  | { readonly key: 'app'; readonly handler: Handler<Context> }
  | { readonly key: 'dataset'; readonly handler: Handler<KnowledgeContext> }
);

/** Older spellings of a path that servers still take. */
const aliases: Readonly<Record<string, string>> = {
  '/datasets/{dataset_id}/document/create-by-text': '/datasets/{dataset_id}/document/create_by_text',
  '/datasets/{dataset_id}/document/create-by-file': '/datasets/{dataset_id}/document/create_by_file',
  '/datasets/{dataset_id}/documents/{document_id}/update-by-text':
    '/datasets/{dataset_id}/documents/{document_id}/update_by_text',
  '/datasets/{dataset_id}/documents/{document_id}/update-by-file':
    '/datasets/{dataset_id}/documents/{document_id}/update_by_file',
  '/datasets/{dataset_id}/retrieve': '/datasets/{dataset_id}/hit-testing',
};

/** A path with fewer slots is more exact: it goes first. */
const routes: readonly Route[] = [
  ...tableOf<Context>(ofApps).map(([endpoint, handler]): Route[] =>
    patternsOf(endpoint).map((pattern) => ({ endpoint, pattern, key: 'app', handler })),
  ),
  ...tableOf<KnowledgeContext>(ofKnowledge).map(([endpoint, handler]): Route[] =>
    patternsOf(endpoint).map((pattern) => ({ endpoint, pattern, key: 'dataset', handler })),
  ),
]
  .flat()
  .sort((a, b) => slotCount(a.endpoint) - slotCount(b.endpoint));

/** A route that lives at a path, and the path's slots. */
export interface RouteMatch {
  readonly route: Route;
  readonly slots: Readonly<Record<string, string>>;
}

/** Slots that a server takes for UUIDs: anything else never reaches the operation. The others are plain text. */
const uuidSlots: ReadonlySet<string> = new Set([
  'annotation_id',
  'child_chunk_id',
  'conversation_id',
  'dataset_id',
  'document_id',
  'end_user_id',
  'file_id',
  'job_id',
  'message_id',
  'metadata_id',
  'segment_id',
  'variable_id',
]);

/** The routes that live at a path below the base path, the most exact first, whatever their method. */
export function routesAt(path: string): readonly RouteMatch[] {
  return routes.flatMap((route) => {
    const found = route.pattern.exec(path);
    if (found === null) return [];
    const slots = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, value]) => [name, decoded(value)]));
    return Object.entries(slots).every(([name, value]) => !uuidSlots.has(name) || isUuid(value))
      ? [{ route, slots }]
      : [];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Each endpoint with what answers it. Both tables are checked above; here their names are all that is known of them. */
function tableOf<Known>(table: Readonly<Record<string, object>>): [AnyEndpoint, Handler<Known>][] {
  return Object.entries(table).flatMap(([resource, handlers]) => {
    const endpoints: Readonly<Record<string, AnyEndpoint>> = Reflect.get(resources, resource);
    return Object.entries(endpoints).map(([method, endpoint]): [AnyEndpoint, Handler<Known>] => {
      const handler: Handler<Known> | undefined = Reflect.get(handlers, method);
      if (handler === undefined) throw new TypeError(`${endpoint.operationId} has no handler.`);
      return [endpoint, handler];
    });
  });
}

function patternsOf({ path }: AnyEndpoint): RegExp[] {
  return [path, aliases[path]]
    .filter((template) => template !== undefined)
    .map((template) => new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`));
}

function slotCount({ path }: AnyEndpoint): number {
  return path.split('{').length;
}
