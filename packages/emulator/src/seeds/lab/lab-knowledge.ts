import type { ProcessRule, ProcessRules } from '../../indexing/process-rule.ts';
import type { KnowledgeBaseDefinition } from '../../knowledge/definitions.ts';
import type { Profile } from '../../profile.ts';
import { stableId } from '../../stable-id.ts';
import { labDatasetIds } from './lab-ids.ts';

const places = {
  name: 'places.txt',
  text: [
    'Dify is an open-source platform for building applications on large language models.',
    'The Eiffel Tower is a wrought-iron lattice tower in Paris. It was finished in 1889 and it is 330 metres tall.',
    'The Great Barrier Reef lies off the coast of Queensland in Australia. It is made of more than 2,900 reefs.',
    'Mount Everest is the highest mountain above sea level. Its height is 8,849 metres.',
  ].join('\n\n'),
};
const software = {
  name: 'software.txt',
  text: [
    'Postgres is a relational database. Its write-ahead log protects the data against crashes.',
    'Redis is an in-memory store. It keeps strings, hashes, lists, sets and streams.',
    'Rerank models score a document against a query and return the results in order.',
  ].join('\n\n'),
};
const rules: ProcessRules = {
  pre_processing_rules: [],
  segmentation: { separator: '\n\n', max_tokens: 500, chunk_overlap: 0 },
  parent_mode: null,
  subchunk_segmentation: null,
};
const custom: ProcessRule = { mode: 'custom', rules };
const parentChild: ProcessRule = {
  mode: 'hierarchical',
  rules: {
    ...rules,
    parent_mode: 'paragraph',
    subchunk_segmentation: { separator: '.', max_tokens: 100, chunk_overlap: 0 },
  },
};
const retrieval = { top_k: 3, reranking_model: null };

const crawlVariables = [
  { variable: 'url', label: 'URL', type: 'text-input', required: true, belong_to_node_id: 'crawl' },
];

/** The lab's knowledge bases: one of each kind. */
export function labKnowledge(profile: Profile): KnowledgeBaseDefinition[] {
  const id = labDatasetIds[profile];
  const lab = (name: string) => ({ name, description: `lab dataset ${name}`, processRule: custom, retrieval });
  return [
    {
      ...lab('economy'),
      id: id.economy,
      indexing: 'economy',
      documents: [places, software],
      retrieval: { ...retrieval, search_method: 'keyword_search' },
    },
    { ...lab('high_quality'), id: id.high_quality, documents: [places, software], appCount: 4 },
    {
      ...lab('hierarchical'),
      id: id.hierarchical,
      docForm: 'hierarchical_model',
      processRule: parentChild,
      documents: [places],
      appCount: profile === '1.14' ? 1 : 2,
    },
    { ...lab('qa'), id: id.qa, docForm: 'qa_model', documents: [places] },
    external(id.external, profile === '1.14' ? 0 : 1),
    {
      id: id.pipeline,
      name: 'pipeline 1',
      permission: 'only_me',
      description: 'lab pipeline',
      documents: [places, software],
      retrieval: { top_k: 3, score_threshold: 0.5, reranking_mode: 'reranking_model', reranking_model: null },
      pipeline: {
        id: stableId('lab pipeline'),
        workflow_id: stableId('lab pipeline workflow'),
        requiredInputs: ['Dilmiter'],
        datasources: [{ node_id: 'file', title: 'File', datasource_type: 'local_file' }],
      },
    },
    {
      id: id.pipeline_crawl,
      name: 'pipeline-crawl 1',
      permission: 'only_me',
      description: 'lab crawl pipeline',
      retrieval: { top_k: 3, score_threshold: 0.5, reranking_mode: 'reranking_model', reranking_model: null },
      pipeline: {
        id: stableId('lab crawl pipeline'),
        workflow_id: stableId('lab crawl pipeline workflow'),
        requiredInputs: ['Dilmiter'],
        datasources: [
          {
            node_id: 'crawl',
            title: 'Website',
            datasource_type: 'website_crawl',
            plugin_id: 'langgenius/firecrawl_datasource',
            provider_name: 'firecrawl',
            user_input_variables: crawlVariables,
            credentials: [{ id: stableId('lab credential'), name: 'stub', type: 'api-key', is_default: true }],
          },
        ],
      },
    },
  ];
}

function external(id: string, appCount: number): KnowledgeBaseDefinition {
  const record = (name: string, at: number, content: string) => ({
    title: `${name}.md`,
    content,
    metadata: { path: `s3://stub/${name}.md`, description: `stub document ${at}` },
  });
  return {
    id,
    name: 'external',
    permission: 'only_me',
    description: 'lab external dataset',
    retrieval: { top_k: 3, score_threshold: 0.1 },
    appCount,
    external: {
      id: 'lab-kb-1',
      apiName: 'lab-external',
      endpoint: 'http://127.0.0.1:5010/external',
      records: [
        record(
          'lighthouse',
          1,
          'The lighthouse at Cape Marrow was built in 1871 and its lamp turns once every twelve seconds.',
        ),
        record('tea', 2, 'Warm tea keeps best in a clay pot with a tight lid and a wool cosy.'),
        record('kestrel', 3, 'A kestrel hovers by facing the wind and adjusting only the tail and wing tips.'),
        record('bread', 4, 'Bread dough proves faster at 27 degrees than at 18 degrees.'),
      ],
    },
  };
}
