import type { RetrieverResource } from '@dify-oapi/core';
import type { Context } from '../context.ts';
import { retrieve } from '../knowledge/retrieve.ts';

/** What an app's knowledge bases say to a question. An agent searches them by itself. */
export async function findPassages(context: Context, query: string): Promise<readonly RetrieverResource[]> {
  const { mode } = context.app.info;
  return mode === 'agent-chat' || mode === 'agent'
    ? []
    : searchDatasets(context, query, context.app.datasets?.ids ?? []);
}

/** Passages of some of the app's knowledge bases. */
export async function searchDatasets(
  { app, server }: Context,
  query: string,
  datasetIds: readonly string[],
): Promise<readonly RetrieverResource[]> {
  if (datasetIds.length === 0 || query.trim() === '') return [];
  const { score_threshold = null, top_k = 4 } = app.datasets ?? {};
  const found = await retrieve(server, { datasetIds, query, top_k, score_threshold });
  // Chat apps do not tell what an external knowledge base says of a passage.
  return found.map((passage) => (passage.segment_id === null ? { ...passage, doc_metadata: null } : passage));
}
