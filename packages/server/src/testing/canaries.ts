import { envelope } from './recorded-dify.ts';

const canary = 'CANARY';
const many = {
  text: canary,
  list: [canary, { deep: canary }],
  object: { deep: { deeper: canary } },
};

/** Fields of Dify's inside, each with a word that must not come out. */
const inside: Readonly<Record<string, unknown>> = {
  inputs: many,
  process_data: many,
  execution_metadata: many,
  created_by: many,
  tenant_id: canary,
  app_id: canary,
  user_id: canary,
  prompt: canary,
  extras: many,
  something_new: canary,
  constructor_args: many,
};

const resource = {
  position: 1,
  dataset_id: 'd1',
  dataset_name: 'Handbook',
  document_id: 'doc1',
  document_name: 'Torque',
  segment_id: 's1',
  segment_position: 3,
  score: 0.5,
  content: 'Tighten to 40 Nm.',
};

const shownMetadata = { retriever_resources: [resource], usage: { total_tokens: 42, latency: 0.8 } };
const sentMetadata = {
  ...inside,
  annotation_reply: { id: canary, account: { id: canary, name: canary } },
  reasoning: { node: canary },
  retriever_resources: [
    {
      ...resource,
      ...inside,
      index_node_hash: canary,
      doc_metadata: many,
      title: canary,
      summary: canary,
      files: [many],
      retriever_from: canary,
    },
  ],
  usage: { total_tokens: 42, latency: 0.8, total_price: canary, currency: canary, prompt_unit_price: canary },
};

const shownFile = { id: 'f1', filename: 'a.png', size: 3, type: 'image', url: 'https://files.example/a.png' };
const sentFile = { ...shownFile, ...inside, reference: canary, related: canary };

const shownThought = { id: 't1', position: 1, tool: 'weather' };
const sentThought = {
  ...shownThought,
  ...inside,
  thought: canary,
  observation: canary,
  tool_input: canary,
  tool_labels: many,
  chain_id: canary,
  answer: canary,
};

/** Turns of a history as Dify sends them, and as a page may see them. */
export const turns = {
  sent: {
    ...inside,
    id: 'm1',
    query: 'Hi',
    answer: 'Hello',
    agent_thoughts: [sentThought],
    retriever_resources: sentMetadata.retriever_resources,
    message_files: [sentFile],
    feedback: { rating: 'like', content: canary },
    status: 'normal',
    error: null,
    extra_contents: [
      {
        ...many,
        ...inside,
        type: 'human_input',
        submitted: true,
        form_submission_data: { action_id: 'yes', ...inside },
      },
    ],
    message_tokens: canary,
    total_price: canary,
  },
  shown: {
    id: 'm1',
    inputs: {},
    query: 'Hi',
    answer: 'Hello',
    feedback: { rating: 'like' },
    retriever_resources: [resource],
    agent_thoughts: [shownThought],
    message_files: [shownFile],
    status: 'normal',
    error: null,
    extra_contents: [{ type: 'human_input', submitted: true, form_submission_data: { action_id: 'yes' } }],
  },
};

/** A blocking answer as Dify sends it, and as a page may see it. */
export const completions = {
  sent: { ...inside, event: 'message', answer: 'Hello', mode: 'chat', metadata: sentMetadata },
  shown: { event: 'message', mode: 'chat', answer: 'Hello', metadata: shownMetadata },
};

/** An event of Dify, and what a page may see of it: nothing when `shown` is missing. */
export interface CanaryEvent {
  readonly event: string;
  readonly sent: Readonly<Record<string, unknown>>;
  readonly shown?: object;
}

const runId = '0c1f5a52-9ab7-4c39-9f6b-2f1c1f0f7a11';
const runData = { id: runId, workflow_id: 'w1', created_at: 7 };
const data = (shown: object, more: object = {}) => ({
  sent: { ...inside, workflow_run_id: runId, data: { ...inside, ...shown, ...more } },
  shown: { workflow_run_id: runId, data: shown },
});
const flat = (shown: object, more: object = {}) => ({ sent: { ...inside, ...shown, ...more }, shown });
const hidden = { sent: { ...inside, workflow_run_id: runId, data: { ...inside, id: canary, title: canary } } };

/** One event of every kind, with canaries wherever something could hide. */
export const canaryEvents: readonly CanaryEvent[] = [
  { event: 'workflow_started', ...data({ ...runData, reason: 'initial' }) },
  ...[
    'node_started',
    'node_finished',
    'node_retry',
    'iteration_started',
    'iteration_next',
    'iteration_completed',
    'loop_started',
    'loop_next',
    'loop_completed',
    'agent_log',
    'reasoning_chunk',
    'something_new',
    '__proto__',
    'constructor',
    'toString',
  ].map((event) => ({ event, ...hidden })),
  {
    event: 'message',
    ...flat({ id: 'm1', answer: 'Häl' }, { from_variable_selector: [canary, 'text'], audio: canary }),
  },
  { event: 'text_chunk', ...data({ text: 'Hällo', from_variable_selector: ['n1', 'text'] }) },
  { event: 'agent_message', ...flat({ id: 'm1', answer: 'lo 🚲' }) },
  {
    event: 'message_file',
    ...flat({ id: 'f1', type: 'image', belongs_to: 'assistant', url: 'https://files.example/a' }),
  },
  { event: 'agent_thought', sent: sentThought, shown: shownThought },
  { event: 'tts_message', ...flat({ audio: 'SUQz' }) },
  { event: 'tts_message_end', ...flat({ audio: '' }) },
  { event: 'message_replace', ...flat({ answer: 'Hello', reason: '' }) },
  {
    event: 'human_input_required',
    ...data(
      {
        form_id: 'f',
        node_title: 'Ask',
        form_content: 'May I?',
        form_token: '9FbxBAF1Nw4VCMJCtdd94T',
        actions: [{ id: 'yes', title: 'Yes' }],
      },
      { inputs: undefined, approval_channels: [canary] },
    ),
  },
  {
    event: 'message_end',
    sent: { ...inside, id: 'm1', metadata: sentMetadata, files: [sentFile] },
    shown: { id: 'm1', metadata: shownMetadata, files: [shownFile] },
  },
  {
    event: 'workflow_finished',
    ...data({ ...runData, status: 'succeeded', outputs: { answer: 'Hello' }, error: null, total_tokens: 42 }),
  },
];

/** The stream of those events. */
export const canaryStream = `event: ping\n\n${canaryEvents
  .map(({ event, sent }) => `data: ${JSON.stringify({ event, ...envelope, ...sent })}\n\n`)
  .join('')}`;
