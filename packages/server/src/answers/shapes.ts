import { files, product } from './file-shapes.ts';
import { announcedForm } from './form-shapes.ts';
import { anything, fields, from, list, open, type Shape, scalar, sealed, where } from './keep.ts';
import { failure } from './said-error.ts';
import { closedView } from './view.ts';

export { files, product } from './file-shapes.ts';

/** A passage that an answer rests on. */
const retrieverResource = open({
  position: scalar,
  dataset_id: scalar,
  dataset_name: scalar,
  document_id: scalar,
  document_name: scalar,
  segment_id: scalar,
  segment_position: scalar,
  score: scalar,
  content: scalar,
});

/** The passages that an answer rests on. */
export const retrieverResources = list(retrieverResource);

const allUsage = open(
  Object.fromEntries(
    [
      'prompt_tokens',
      'prompt_unit_price',
      'prompt_price_unit',
      'prompt_price',
      'completion_tokens',
      'completion_unit_price',
      'completion_price_unit',
      'completion_price',
      'total_tokens',
      'total_price',
      'currency',
      'latency',
      'time_to_first_token',
      'time_to_generate',
    ].map((name) => [name, scalar]),
  ),
);
const someUsage = fields({ total_tokens: scalar, latency: scalar });

/** Sources of an answer, and what it took: price and parts only where `usage` is allowed. */
export const metadata = open({
  retriever_resources: retrieverResources,
  usage: (value, view = closedView) => (view.usage ? allUsage(value, view) : someUsage(value, view)),
  reasoning: where('thinking', anything),
});

/** A round of an agent: which tools it used, not what it thought, asked them and got. */
export const agentThought: Shape = {
  id: scalar,
  position: scalar,
  tool: scalar,
  thought: where('thinking', scalar),
  answer: where('thinking', scalar),
  tool_input: from('full', scalar),
  observation: from('full', scalar),
  message_files: list(scalar),
};

/** What everybody may know of a paused run. */
export const pausedRun: Shape = {
  workflow_run_id: sealed('workflow-run'),
  status: scalar,
  outputs: product,
  paused_nodes: list(scalar),
  reasons: list(open({ TYPE: scalar, message: scalar, ...announcedForm })),
  created_at: scalar,
  elapsed_time: scalar,
  total_tokens: scalar,
  total_steps: scalar,
};

/** The end of a run. Its outputs are the product. */
export const finishedRun: Shape = {
  id: sealed('workflow-run'),
  workflow_id: scalar,
  status: scalar,
  outputs: product,
  error: failure,
  elapsed_time: scalar,
  total_tokens: scalar,
  total_steps: scalar,
  created_at: scalar,
  finished_at: scalar,
  exceptions_count: scalar,
  files,
};
