import { announcedForm, filledForm } from '../answers/form-shapes.ts';
import { anything, either, from, type Keep, list, open, type Shape, scalar, sealed, where } from '../answers/keep.ts';
import { redacted } from '../answers/redact.ts';
import { agentThought, files, finishedRun, metadata, pausedRun } from '../answers/shapes.ts';

const envelope: Shape = {
  event: scalar,
  conversation_id: scalar,
  message_id: scalar,
  created_at: scalar,
  task_id: sealed('task'),
  workflow_run_id: sealed('workflow-run'),
};

const event = (shape: Shape): Keep => open({ ...envelope, ...shape });
const run = (data: Shape): Keep => event({ data: open(data) });
const step = (data: Shape): Keep => from('summary', run(data));

/** Where in a run a node stood and what it took. */
const executionMetadata = open({
  total_tokens: scalar,
  iteration_id: scalar,
  iteration_index: scalar,
  loop_id: scalar,
  loop_index: scalar,
  parallel_id: scalar,
  parallel_start_node_id: scalar,
  parent_parallel_id: scalar,
  parent_parallel_start_node_id: scalar,
  parallel_mode_run_id: scalar,
  error_strategy: scalar,
});

/** A node, an iteration or a loop without what went in and came out. */
const node: Shape = {
  id: scalar,
  node_id: scalar,
  node_type: scalar,
  title: scalar,
  index: scalar,
  predecessor_node_id: scalar,
  iteration_id: scalar,
  loop_id: scalar,
  status: scalar,
  elapsed_time: scalar,
  execution_metadata: executionMetadata,
  total_tokens: scalar,
  steps: scalar,
  retry_index: scalar,
  created_at: scalar,
  finished_at: scalar,
  metadata: open({ iteration_length: scalar, loop_length: scalar }),
  error: from('full', redacted),
};

const chunk = run({ text: scalar, from_variable_selector: list(scalar) });
const text = { id: scalar, answer: scalar, from_variable_selector: from('summary', list(scalar)) };

/** What passes of each event. An event that is not here passes as `unknownEvent` says. */
export const knownEvents: ReadonlyMap<string, Keep> = new Map([
  ['message', event(text)],
  ['agent_message', event(text)],
  ['message_replace', event({ answer: scalar, reason: scalar })],
  ['message_file', event({ id: scalar, type: scalar, belongs_to: scalar, url: scalar, answer: scalar })],
  ['message_end', event({ id: scalar, metadata, files })],
  ['agent_thought', event(agentThought)],
  ['tts_message', event({ audio: scalar })],
  ['tts_message_end', event({ audio: scalar })],
  ['error', event({ code: scalar, status: scalar, message: scalar })],
  ['workflow_started', run({ id: sealed('workflow-run'), workflow_id: scalar, created_at: scalar, reason: scalar })],
  ['workflow_finished', run(finishedRun)],
  ['workflow_paused', run(pausedRun)],
  ['text_chunk', chunk],
  ['text_replace', chunk],
  ['human_input_required', run(announcedForm)],
  ['human_input_form_filled', run(filledForm)],
  ['human_input_form_timeout', run({ node_id: scalar, node_title: scalar, expiration_time: scalar })],
  [
    'reasoning_chunk',
    where('thinking', run({ message_id: scalar, reasoning: scalar, node_id: scalar, is_final: scalar })),
  ],
  [
    'agent_log',
    step({ node_execution_id: scalar, id: scalar, label: scalar, parent_id: scalar, status: scalar, node_id: scalar }),
  ],
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
    'parallel_branch_started',
    'parallel_branch_finished',
  ].map((name): [string, Keep] => [name, step(node)]),
]);

/** An id that stands for itself and can hold no sentence. */
const plainId: Keep = (value) =>
  value === null || (typeof value === 'string' && /^[\w:.-]{1,128}$/.test(value)) ? value : undefined;

/** What passes of an event that a newer Dify has added: nothing, its ids, or all of it. */
export const unknownEvent: Keep = from(
  'summary',
  event({ data: either(open({ id: plainId, node_id: plainId }), from('full', anything)) }),
);

/** Names that an event of a newer Dify may have. */
export const eventName = /^[a-z][a-z0-9_]{0,63}$/;
