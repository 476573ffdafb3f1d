import { inside, type WordLevel, word } from './words.ts';

const none = () => word('none');
const summary = () => word('summary');
const usage = () => word('usage');
const thinking = () => word('thinking');
const full = () => word('full');
const fullObject = () => ({ [`key_${full().replace('.', '_')}`]: full(), list: [full(), { deep: full() }] });

/** The ids of the streams in these tests. */
export const runId = '0c1f5a52-9ab7-4c39-9f6b-2f1c1f0f7a11';

/** An event of Dify whose every field says who may see it. */
export type LeveledEvent = Readonly<Record<string, unknown>> & { readonly event: string };

const envelope = (event: string) => ({
  event,
  conversation_id: none(),
  message_id: '80739cfc-7640-4d76-b91e-89dd3b801d99',
  created_at: none(),
  task_id: '87133e06-e616-45f3-a517-313ca2e24627',
});
const flat = (event: string, fields: object): LeveledEvent => ({ ...envelope(event), ...inside(), ...fields });
const run = (event: string, data: object): LeveledEvent => ({
  ...envelope(event),
  ...inside(),
  workflow_run_id: runId,
  data: { ...inside(), ...data },
});

/** All 19 fields of a citation, and one more. */
export const citation = () => ({
  ...inside(),
  position: none(),
  dataset_id: none(),
  dataset_name: none(),
  document_id: none(),
  document_name: none(),
  data_source_type: full(),
  segment_id: none(),
  retriever_from: full(),
  score: none(),
  hit_count: full(),
  word_count: full(),
  segment_position: none(),
  index_node_hash: full(),
  content: none(),
  page: full(),
  doc_metadata: fullObject(),
  title: full(),
  files: [fullObject()],
  summary: full(),
});

/** What an answer rests on and what it cost. */
export const answerMetadata = () => ({
  ...inside(),
  annotation_reply: { id: full(), account: { id: full(), name: full() } },
  retriever_resources: [citation(), citation()],
  reasoning: { n1: thinking() },
  usage: {
    prompt_tokens: usage(),
    prompt_unit_price: usage(),
    prompt_price_unit: usage(),
    prompt_price: usage(),
    completion_tokens: usage(),
    completion_unit_price: usage(),
    completion_price_unit: usage(),
    completion_price: usage(),
    total_tokens: none(),
    total_price: usage(),
    currency: usage(),
    latency: none(),
    time_to_first_token: usage(),
    time_to_generate: usage(),
    something_new: full(),
  },
});

/** A file of a message or of a run. */
export const file = () => ({
  ...inside(),
  dify_model_identity: '__dify__file__',
  id: none(),
  type: none(),
  transfer_method: 'tool_file',
  remote_url: none(),
  reference: full(),
  filename: none(),
  extension: none(),
  mime_type: none(),
  size: none(),
  related_id: none(),
  url: none(),
  belongs_to: none(),
});

/** A round of an agent. */
export const thought = () => ({
  ...inside(),
  id: none(),
  position: none(),
  thought: thinking(),
  answer: thinking(),
  observation: full(),
  tool: none(),
  tool_labels: fullObject(),
  tool_input: full(),
  message_files: [none()],
  chain_id: full(),
});

/** A form that a run waits for. */
export const form = () => ({
  ...inside(),
  form_id: none(),
  node_id: none(),
  node_title: none(),
  form_content: none(),
  inputs: [
    {
      output_variable_name: none(),
      type: none(),
      default: { type: none(), selector: [none()], value: none() },
      option_source: { type: none(), selector: [none()], value: [none()] },
      allowed_file_types: [none()],
      allowed_file_extensions: [none()],
      allowed_file_upload_methods: ['local_file'],
      number_limits: none(),
    },
  ],
  actions: [{ id: none(), title: none(), button_style: none() }],
  display_in_ui: none(),
  approval_channels: [full()],
  resolved_default_values: { name: none() },
  expiration_time: none(),
});

/** How a form was answered. */
export const submission = () => ({
  ...inside(),
  node_id: none(),
  node_title: none(),
  rendered_content: none(),
  action_id: none(),
  action_text: none(),
  submitted_data: { name: none() },
});

/** Where a node stood. */
const executionMetadata = () => ({
  total_tokens: summary(),
  total_price: full(),
  currency: full(),
  tool_info: fullObject(),
  agent_log: [fullObject()],
  trigger_info: fullObject(),
  iteration_id: summary(),
  iteration_index: summary(),
  loop_id: summary(),
  loop_index: summary(),
  parallel_id: summary(),
  parallel_start_node_id: summary(),
  parent_parallel_id: summary(),
  parent_parallel_start_node_id: summary(),
  parallel_mode_run_id: summary(),
  iteration_duration_map: fullObject(),
  loop_duration_map: fullObject(),
  loop_variable_map: fullObject(),
  error_strategy: summary(),
  datasource_info: fullObject(),
  completed_reason: full(),
});

const node = () => ({
  id: summary(),
  node_id: summary(),
  node_type: summary(),
  title: summary(),
  index: summary(),
  predecessor_node_id: summary(),
  inputs: fullObject(),
  inputs_truncated: full(),
  process_data: fullObject(),
  process_data_truncated: full(),
  outputs: fullObject(),
  outputs_truncated: full(),
  status: summary(),
  error: full(),
  elapsed_time: summary(),
  execution_metadata: executionMetadata(),
  created_at: summary(),
  finished_at: summary(),
  files: [fullObject()],
  iteration_id: summary(),
  loop_id: summary(),
  extras: { icon: full() },
  agent_strategy: { name: full(), icon: full() },
});

const container = () => ({
  ...node(),
  metadata: { iteration_length: summary(), loop_length: summary(), else: full() },
  pre_loop_output: fullObject(),
  total_tokens: summary(),
  steps: summary(),
});

/** The end of a run. */
export const finished = () => ({
  id: runId,
  workflow_id: none(),
  status: none(),
  outputs: { answer: none(), list: [none()], picture: file() },
  error: full(),
  elapsed_time: none(),
  total_tokens: none(),
  total_steps: none(),
  created_by: { id: full(), user: full() },
  created_at: none(),
  finished_at: none(),
  exceptions_count: none(),
  files: [file()],
});

/** What a run waits for. */
export const paused = () => ({
  workflow_run_id: runId,
  paused_nodes: [none()],
  outputs: { answer: none() },
  reasons: [
    { TYPE: none(), ...form() },
    { TYPE: none(), message: none(), ...inside() },
  ],
  status: none(),
  created_at: none(),
  elapsed_time: none(),
  total_tokens: none(),
  total_steps: none(),
});

/** One event of every kind in every mode, closing ones last. */
export function leveledEvents(): readonly LeveledEvent[] {
  return [
    run('workflow_started', {
      id: runId,
      workflow_id: none(),
      inputs: { 'sys.query': full(), ...fullObject() },
      created_at: none(),
      reason: none(),
    }),
    run('node_started', node()),
    run('node_finished', node()),
    run('node_retry', { ...node(), retry_index: summary() }),
    run('iteration_started', container()),
    run('iteration_next', container()),
    run('iteration_completed', container()),
    run('loop_started', container()),
    run('loop_next', container()),
    run('loop_completed', container()),
    run('parallel_branch_started', node()),
    run('parallel_branch_finished', node()),
    run('agent_log', {
      node_execution_id: summary(),
      id: summary(),
      label: summary(),
      parent_id: summary(),
      error: full(),
      status: summary(),
      data: fullObject(),
      metadata: fullObject(),
      node_id: summary(),
    }),
    run('reasoning_chunk', {
      message_id: thinking(),
      reasoning: thinking(),
      node_id: thinking(),
      is_final: thinking(),
    }),
    run('text_chunk', { text: none(), from_variable_selector: [none(), none()] }),
    run('text_replace', { text: none(), from_variable_selector: [none()] }),
    run('something_new', { id: summary(), node_id: summary(), title: full(), inputs: fullObject() }),
    flat('something_else', { answer: full(), text: full(), data: full() }),
    flat('message', { id: none(), answer: none(), from_variable_selector: [summary(), summary()] }),
    flat('agent_message', { id: none(), answer: none() }),
    flat('agent_thought', thought()),
    flat('message_file', { id: none(), type: none(), belongs_to: none(), url: none(), answer: none() }),
    flat('message_replace', { answer: none(), reason: none() }),
    flat('tts_message', { audio: none() }),
    flat('tts_message_end', { audio: none() }),
    run('human_input_required', form()),
    run('human_input_form_filled', submission()),
    run('human_input_form_timeout', { node_id: none(), node_title: none(), expiration_time: none() }),
    flat('message_end', { id: none(), metadata: answerMetadata(), files: [file()] }),
    run('workflow_paused', paused()),
    run('workflow_finished', finished()),
    flat('error', { code: none(), status: none(), message: full() }),
  ].map((event) => hideEnvelope(event));
}

/** Of an event that is hidden as a whole its envelope is hidden too. */
function hideEnvelope(event: LeveledEvent): LeveledEvent {
  const level = hiddenAs(event.event);
  if (level === 'none') return event;
  return { ...event, conversation_id: word(level), created_at: word(level) };
}

function hiddenAs(event: string): WordLevel {
  if (event === 'reasoning_chunk') return 'thinking';
  return /^(?:node|iteration|loop|parallel_branch|agent_log|something)/.test(event) ? 'summary' : 'none';
}
