import { anything, fields, list, type Shape, scalar } from './keep.ts';
import { redacted } from './redact.ts';

/** A passage that an answer rests on. */
const retrieverResource = fields({
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

/** Sources of an answer, and what it took: no price, no model. */
export const metadata = fields({
  retriever_resources: retrieverResources,
  usage: fields({ total_tokens: scalar, latency: scalar }),
});

/** Files of an answer or of a question. */
export const files = list(
  fields({
    id: scalar,
    related_id: scalar,
    upload_file_id: scalar,
    filename: scalar,
    extension: scalar,
    mime_type: scalar,
    size: scalar,
    type: scalar,
    transfer_method: scalar,
    belongs_to: scalar,
    url: scalar,
    remote_url: scalar,
  }),
);

/** A round of an agent: which tools it used, not what it thought, asked them and got. */
export const agentThought: Shape = { id: scalar, position: scalar, tool: scalar, message_files: list(scalar) };

/** What everybody may know of a paused run. */
export const pausedRun: Shape = {
  workflow_run_id: scalar,
  status: scalar,
  outputs: anything,
  reasons: list(fields({ TYPE: scalar, form_id: scalar, node_title: scalar, expiration_time: scalar })),
  created_at: scalar,
  elapsed_time: scalar,
  total_tokens: scalar,
  total_steps: scalar,
};

/** The end of a run. Its outputs are the product. */
export const finishedRun: Shape = {
  id: scalar,
  workflow_id: scalar,
  status: scalar,
  outputs: anything,
  error: redacted,
  elapsed_time: scalar,
  total_tokens: scalar,
  total_steps: scalar,
  created_at: scalar,
  finished_at: scalar,
  exceptions_count: scalar,
  files,
};
