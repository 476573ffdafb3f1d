import { type AnyEndpoint, resources } from '@dify-oapi/core/endpoints';

/** One operation by its name in the client. */
export interface Operation {
  /** `chat.send`. */
  readonly name: string;
  readonly group: string;
  readonly endpoint: AnyEndpoint;
  /** Whether the key of the knowledge bases opens it, not that of an app. */
  readonly isKnowledge: boolean;
}

const knowledge = ['datasets', 'documents', 'segments', 'childChunks', 'tags', 'metadata', 'models', 'pipeline'];

/** All operations of the client, in its order. */
export const operations: readonly Operation[] = Object.entries<Readonly<Record<string, AnyEndpoint>>>(
  resources,
).flatMap(([group, endpoints]) =>
  Object.entries(endpoints).map(([method, endpoint]) => ({
    name: `${group}.${method}`,
    group,
    endpoint,
    isKnowledge: knowledge.includes(group),
  })),
);

const id = '00000000-0000-4000-8000-000000000000';

const examples: Readonly<Record<string, object>> = {
  'chat.send': { query: 'How do I store the battery in winter?', inputs: {} },
  'completion.send': { inputs: { query: 'Thank a customer for waiting.' } },
  'workflows.run': { inputs: {} },
  'conversations.list': { limit: 20 },
  'messages.list': { conversation_id: id },
  'files.upload': { file: 'The text of note.txt' },
  'datasets.list': { page: 1, limit: 20 },
  'datasets.create': { name: 'Notes' },
  'datasets.retrieve': { dataset_id: id, query: 'battery' },
  'documents.createByText': {
    dataset_id: id,
    name: 'Note',
    text: 'Batteries like it cool and dry.',
    indexing_technique: 'economy',
    process_rule: { mode: 'automatic' },
  },
  'models.list': { model_type: 'llm' },
  'tags.create': { name: 'Manuals' },
};

/** An input to begin with, as JSON: ids in it stand for those that earlier answers tell. */
export function exampleOf({ name, endpoint }: Operation): string {
  const slots = Array.from(endpoint.path.matchAll(/\{(\w+)\}/g), ([, slot = '']) => [slot, id]);
  return JSON.stringify(examples[name] ?? Object.fromEntries(slots), null, 2);
}
