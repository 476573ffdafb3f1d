import type { Server } from '../../context.ts';
import { retrieve } from '../../knowledge/retrieve.ts';
import { passageOf } from '../citations.ts';
import { llmUsage } from '../llm-usage.ts';
import type { NodeKind } from '../node-scope.ts';
import { wait } from '../run-facts.ts';
import { textOf } from '../value-text.ts';
import type { KnowledgeFunction } from '../workflow-functions.ts';

/** How long a search takes at least. Milliseconds. */
const searchMs = 45;

/** Searches knowledge bases. */
export const runKnowledgeRetrieval: NodeKind<'knowledge-retrieval'> = async (data, { pool, run, signal }) => {
  const query = textOf(pool.get(data.query_variable_selector ?? ['sys', 'query']));
  const topK = data.multiple_retrieval_config?.top_k ?? 4;
  const search =
    run.definition.functions?.knowledge ?? searchServer(run.server, data.multiple_retrieval_config?.score_threshold);
  await wait(run, searchMs, signal);
  const result = await search(query, data.dataset_ids, topK);
  run.account.passages.push(...result);
  const usage = llmUsage(
    { prompt_tokens: 0, completion_tokens: 0 },
    { latency: 0, firstToken: null, generation: null },
    '0.0',
  );
  return {
    inputs: { query },
    processData: { usage },
    outputs: { result },
    metadata: { total_tokens: 0, total_price: '0.0', currency: 'USD' },
  };
};

function searchServer(server: Server, score_threshold: number | null | undefined): KnowledgeFunction {
  return async (query, datasetIds, top_k) => {
    if (query.trim() === '') return [];
    const found = await retrieve(server, {
      datasetIds,
      query,
      top_k,
      score_threshold: score_threshold ?? null,
      reranking_enable: true,
      retriever_from: 'workflow',
    });
    return found.map((resource, at) => passageOf(resource, at + 1));
  };
}
