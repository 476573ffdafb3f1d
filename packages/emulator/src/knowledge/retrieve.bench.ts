import { bench, describe } from 'vitest';
import { createKnowledgeBackend } from '../testing/knowledge-backend.ts';
import type { SearchMethod } from './retrieval-model.ts';
import { retrieve } from './retrieve.ts';
import { knowledgeBaseId, seedKnowledge } from './seed-knowledge.ts';

const words = 'motor brake lamp chain frame battery wheel saddle sensor display cable pedal torque range charge'.split(
  ' ',
);

/** A sentence that differs from every other. */
function sentence(at: number): string {
  const pick = (step: number) => words[(at * step + Math.floor(at / words.length)) % words.length];
  return `Part ${at} joins the ${pick(7)} to the ${pick(11)} and needs ${at % 90} newton metres at the ${pick(13)}.`;
}

const server = createKnowledgeBackend();
const documents = Array.from({ length: 100 }, (_, document) => ({
  name: `${document}.txt`,
  text: Array.from({ length: 100 }, (_, at) => sentence(document * 100 + at)).join('\n\n'),
}));
const rules = {
  pre_processing_rules: [],
  segmentation: { separator: '\n\n', max_tokens: 200, chunk_overlap: 0 },
  parent_mode: null,
  subchunk_segmentation: null,
};
const name = 'ten thousand';
seedKnowledge(server, [{ name, documents, processRule: { mode: 'custom', rules } }]);
const datasetIds = [knowledgeBaseId({ name })];

const methods: readonly SearchMethod[] = ['semantic_search', 'full_text_search', 'hybrid_search'];

describe('a question to 10,000 chunks', async () => {
  // The first question embeds everything; those after it find it done.
  await retrieve(server, { datasetIds, query: 'battery', search_method: 'semantic_search' });
  for (const search_method of methods) {
    bench(search_method, async () => {
      await retrieve(server, {
        datasetIds,
        query: 'Which torque does the battery sensor need?',
        search_method,
        top_k: 5,
      });
    });
  }
  bench('hybrid_search, reranked, one chunk changed since', async () => {
    const [first] = server.world.segments.values();
    if (first !== undefined) server.world.segments.set(first.id, { ...first });
    await retrieve(server, {
      datasetIds,
      query: 'Which torque does the battery sensor need?',
      search_method: 'hybrid_search',
      reranking_enable: true,
      top_k: 5,
    });
  });
});
