import { describe, expect, it } from 'vitest';
import { createKnowledgeBackend } from '../testing/knowledge-backend.ts';
import type { KnowledgeBaseDefinition } from './definitions.ts';
import { setEmbedder } from './embedder-of.ts';
import { findSegments, type Search } from './find-segments.ts';
import { retrieve } from './retrieve.ts';
import { knowledgeBaseId, seedKnowledge } from './seed-knowledge.ts';

const documents = [
  {
    name: 'places.txt',
    text: 'The Eiffel Tower is a lattice tower in Paris.\n\nThe Great Barrier Reef lies off Queensland.',
    metadata: { topic: 'places', year: 1889, shelf: 'upper shelf' },
  },
  {
    name: 'animals.txt',
    text: 'A kestrel hovers by facing the wind.\n\nAn owl hunts at night.',
    metadata: { topic: 'animals', year: 2020 },
  },
  { name: 'tea.txt', text: 'Green tea likes water at eighty degrees.\n\nBlack tea likes boiling water.' },
];
const rules = {
  pre_processing_rules: [],
  segmentation: { separator: '\n\n', max_tokens: 200, chunk_overlap: 0 },
  parent_mode: null,
  subchunk_segmentation: null,
};
const metadata = [
  { name: 'topic', type: 'string' },
  { name: 'year', type: 'number' },
  { name: 'shelf', type: 'string' },
] as const;

function open(definition: Partial<KnowledgeBaseDefinition> = {}) {
  const server = createKnowledgeBackend();
  const whole = { name: 'Facts', documents, metadata, processRule: { mode: 'custom', rules }, ...definition } as const;
  seedKnowledge(server, [whole]);
  const id = knowledgeBaseId(whole);
  const dataset = server.world.datasets.get(id);
  if (dataset === undefined) throw new Error('The knowledge base was not seeded.');
  const search = async (query: string, options: Partial<Search> = {}) => {
    const found = await findSegments(server, dataset, {
      query,
      method: 'semantic_search',
      topK: 2,
      threshold: null,
      ...options,
    });
    return found.map(({ segment, score }) => ({ text: segment.content, score }));
  };
  return { server, id, search };
}

describe('findSegments', () => {
  it('finds by the keywords of an economical knowledge base', async () => {
    const { search } = open({ indexing: 'economy' });
    expect(await search('Where does the kestrel hover?', { method: 'keyword_search' })).toMatchObject([
      { text: 'A kestrel hovers by facing the wind.' },
    ]);
  });

  it('finds by words, the best with a score of 1', async () => {
    const { search } = open();
    const found = await search('boiling tea', { method: 'full_text_search' });
    expect(found.map(({ text }) => text)).toEqual([
      'Black tea likes boiling water.',
      'Green tea likes water at eighty degrees.',
    ]);
    expect(found[0]?.score).toBe(1);
    expect(found[1]?.score).toBeLessThan(1);
  });

  it('finds by how words are spelt, also in other forms', async () => {
    const { search } = open();
    const [first] = await search('hovering kestrels');
    expect(first?.text).toBe('A kestrel hovers by facing the wind.');
    expect(first?.score).toBeGreaterThan(0.2);
  });

  it('finds by another embedder when it is given one', async () => {
    const { search, server } = open();
    setEmbedder(server, {
      embed: async (texts) =>
        texts.map((text) => Float32Array.of(/owl|bird/.test(text) ? 1 : 0, /owl|bird/.test(text) ? 0 : 1)),
    });
    expect(await search('Which bird is it?', { topK: 1 })).toEqual([{ text: 'An owl hunts at night.', score: 1 }]);
  });

  it('mixes meaning and words by weight', async () => {
    const { search } = open();
    const options = { method: 'hybrid_search', topK: 1 } as const;
    const [byMeaning] = await search('boiling tea', { topK: 1 });
    const [byWords] = await search('boiling tea', { method: 'full_text_search', topK: 1 });
    const [mixed] = await search('boiling tea', { ...options, vectorWeight: 0.7 });
    expect(mixed?.score).toBeCloseTo(0.7 * (byMeaning?.score ?? 0) + 0.3 * (byWords?.score ?? 0), 5);
  });

  it('puts what was found in order by how much of the question it speaks of', async () => {
    const { search } = open();
    const found = await search('Does black tea like water?', { isReranked: true, topK: 3 });
    expect(found[0]).toEqual({ text: 'Black tea likes boiling water.', score: 1 });
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('finds no more than asked for, and nothing below the threshold', async () => {
    const { search } = open();
    expect(await search('tea water', { topK: 1 })).toHaveLength(1);
    expect(await search('tea water', { topK: 0 })).toEqual([]);
    expect(await search('tea water', { threshold: 0.99 })).toEqual([]);
  });

  it('follows chunks that come, change, are taken out of use and go', async () => {
    const { search, server } = open();
    const method = 'full_text_search';
    const [row] = server.world.segments.values();
    if (row === undefined) throw new Error('There is no chunk.');
    expect(await search('zebra', { method })).toEqual([]);
    server.world.segments.set(row.id, { ...row, content: 'A zebra.' });
    expect(await search('zebra', { method })).toMatchObject([{ text: 'A zebra.' }]);
    expect(await search('Eiffel', { method })).toEqual([]);
    server.world.segments.set(row.id, { ...row, content: 'A zebra.', enabled: false });
    expect(await search('zebra', { method })).toEqual([]);
    server.world.segments.set(row.id, { ...row, content: 'A zebra.' });
    server.world.segments.delete(row.id);
    expect(await search('zebra', { method })).toEqual([]);
  });

  it('passes over documents that are disabled or archived', async () => {
    const { search, server } = open();
    const tea = [...server.world.documents.values()].find(({ name }) => name === 'tea.txt');
    Object.assign(tea ?? {}, { archived: true });
    expect(await search('tea', { method: 'full_text_search' })).toEqual([]);
    Object.assign(tea ?? {}, { archived: false, enabled: false });
    expect(await search('tea', { method: 'full_text_search' })).toEqual([]);
  });
});

describe('a metadata filter', () => {
  const cases: [operator: string, field: string, value: string | number | string[] | null, names: string[]][] = [
    ['is', 'topic', 'animals', ['animals']],
    ['is not', 'topic', 'animals', ['places']],
    ['contains', 'shelf', 'per', ['places']],
    ['not contains', 'topic', 'anim', ['places']],
    ['start with', 'topic', 'pla', ['places']],
    ['end with', 'topic', 'als', ['animals']],
    ['in', 'topic', ['places', 'tea'], ['places']],
    ['not in', 'topic', ['places', 'tea'], ['animals']],
    ['empty', 'topic', null, ['tea']],
    ['not empty', 'shelf', null, ['places']],
    ['=', 'year', 2020, ['animals']],
    ['≠', 'year', 2020, ['places']],
    ['<', 'year', 2000, ['places']],
    ['>', 'year', 2000, ['animals']],
    ['≤', 'year', 1889, ['places']],
    ['≥', 'year', 2020, ['animals']],
    ['before', 'year', 2000, ['places']],
    ['after', 'year', 2000, ['animals']],
  ];

  it.each(cases)('takes %s of %s', async (comparison_operator, name, value, names) => {
    const { server, id } = open();
    const found = await retrieve(server, {
      datasetIds: [id],
      query: 'tower kestrel tea',
      top_k: 10,
      metadata_filtering_conditions: { conditions: [{ name, comparison_operator, value }] },
    });
    expect([...new Set(found.map(({ document_name }) => String(document_name).replace('.txt', '')))].sort()).toEqual(
      names,
    );
  });

  it('asks for all of its conditions, or for one of them', async () => {
    const { server, id } = open();
    const conditions = [
      { name: 'topic', comparison_operator: 'is', value: 'places' },
      { name: 'year', comparison_operator: '>', value: 2000 },
    ];
    const find = (logical_operator: 'and' | 'or') =>
      retrieve(server, {
        datasetIds: [id],
        query: 'x',
        top_k: 10,
        metadata_filtering_conditions: { logical_operator, conditions },
      });
    expect(await find('and')).toEqual([]);
    expect(await find('or')).toHaveLength(4);
  });
});

describe('retrieve', () => {
  it('cites passages as chat apps are told of them, and more to workflows', async () => {
    const { server, id } = open();
    const ask = { datasetIds: [id], query: 'Where does a kestrel hover?', top_k: 1 };
    const [told] = await retrieve(server, ask);
    expect(told).toMatchObject({
      position: 1,
      dataset_name: 'Facts',
      document_name: 'animals.txt',
      data_source_type: 'upload_file',
      retriever_from: 'api',
      hit_count: null,
      segment_position: null,
      content: 'A kestrel hovers by facing the wind.',
      doc_metadata: { topic: 'animals', year: 2020 },
    });
    const [whole] = await retrieve(server, { ...ask, retriever_from: 'workflow' });
    expect(whole).toMatchObject({ retriever_from: 'workflow', hit_count: 1, segment_position: 1, word_count: 36 });
  });

  it('finds the parents of what fits, by their smaller chunks', async () => {
    const { server, id } = open({
      docForm: 'hierarchical_model',
      processRule: {
        mode: 'hierarchical',
        rules: {
          ...rules,
          parent_mode: 'full-doc',
          subchunk_segmentation: { separator: '.', max_tokens: 60, chunk_overlap: 0 },
        },
      },
    });
    const [found] = await retrieve(server, { datasetIds: [id], query: 'boiling', search_method: 'full_text_search' });
    expect(found?.content).toBe(documents[2]?.text);
  });

  it('finds the answers of questions', async () => {
    const { server, id } = open({ docForm: 'qa_model' });
    const [found] = await retrieve(server, { datasetIds: [id], query: 'kestrel', top_k: 1 });
    expect(found?.content).toBe(
      'question:What does the text say about kestrel hovers facing? answer:A kestrel hovers by facing the wind.',
    );
  });

  it('finds what an external knowledge base holds, named by its title', async () => {
    const { server, id } = open({
      documents: [],
      external: {
        id: 'kb-1',
        apiName: 'elsewhere',
        endpoint: 'https://elsewhere.example/api',
        records: [
          { title: 'tea.md', content: 'Warm tea keeps best in a clay pot.' },
          { title: 'owl.md', content: 'An owl hunts at night.' },
        ],
      },
    });
    expect(await retrieve(server, { datasetIds: [id], query: 'Which bird hunts at night?' })).toMatchObject([
      { document_id: 'owl.md', data_source_type: 'external', segment_id: null, position: 1 },
      { document_id: 'tea.md', score: 0.02, position: 2 },
    ]);
  });
});
