import type { KnowledgeContext } from '../context.ts';
import { isMapping } from '../http/checks.ts';
import { booleanAt, type Fields, listAt, mappingAt, numberAt, textAt } from '../http/fields.ts';
import { pipelineRule } from '../indexing/add-pipeline-document.ts';
import { chunkText } from '../indexing/chunk-text.ts';
import type { PipelineDefinition } from '../knowledge/definitions.ts';
import { owner } from '../knowledge/owner.ts';
import type { DatasetRow } from '../world/knowledge-rows.ts';
import { previewUrl } from './message-files.ts';

/** An event of a run, from its envelope to its `data`. */
type RunEvent = Readonly<Record<string, unknown>>;

/** A node of a run and what it did. */
interface NodeRun {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly inputs: object;
  readonly outputs: object;
  readonly process?: object;
  readonly extras?: object;
  readonly execution?: object | null;
  readonly files?: readonly object[];
}

/** The events of a draft run: the first item goes through all nodes, and nothing is kept. */
export function draftEvents(
  context: KnowledgeContext,
  dataset: DatasetRow,
  pipeline: PipelineDefinition,
  body: Fields,
): RunEvent[] {
  const { server } = context;
  const run = server.id();
  const envelope = { workflow_run_id: run, task_id: server.id() };
  const inputs = mappingAt(body, 'inputs') ?? {};
  const [info = {}] = listAt(body, 'datasource_info_list').filter(isMapping);
  const now = server.now();
  const nodes = nodesOf(context, dataset, pipeline, body, info);
  const outputs = nodes.at(-1)?.outputs ?? {};
  const system = {
    'sys.files': [],
    'sys.user_id': owner.id,
    'sys.app_id': pipeline.id,
    'sys.workflow_id': pipeline.workflow_id,
    'sys.workflow_run_id': run,
  };
  const started = {
    id: run,
    workflow_id: pipeline.workflow_id,
    inputs: { ...inputs, ...system },
    created_at: now,
    reason: 'initial',
  };
  const finished = {
    id: run,
    workflow_id: pipeline.workflow_id,
    status: 'succeeded',
    outputs,
    error: null,
    elapsed_time: 0.1,
    total_tokens: 0,
    total_steps: nodes.length,
    created_by: { id: owner.id, name: owner.name, email: owner.email },
    created_at: now,
    finished_at: now,
    exceptions_count: 0,
    files: [],
  };
  return [
    { event: 'workflow_started', ...envelope, data: started },
    ...nodes.flatMap((node) => nodeEvents(node, server.id(), now, envelope)),
    { event: 'workflow_finished', ...envelope, data: finished },
  ];
}

function nodeEvents(node: NodeRun, id: string, now: number, envelope: object): RunEvent[] {
  const named = { id, node_id: node.id, node_type: node.type, title: node.title, index: 1, predecessor_node_id: null };
  const started = {
    ...named,
    inputs: null,
    inputs_truncated: false,
    created_at: now,
    extras: node.extras ?? {},
    iteration_id: null,
    loop_id: null,
    agent_strategy: null,
  };
  const finished = {
    ...named,
    inputs: node.inputs,
    inputs_truncated: false,
    process_data: node.process ?? {},
    process_data_truncated: false,
    outputs: node.outputs,
    outputs_truncated: false,
    status: 'succeeded',
    error: null,
    elapsed_time: 0.01,
    execution_metadata: node.execution ?? null,
    created_at: now,
    finished_at: now,
    files: node.files ?? [],
    iteration_id: null,
    loop_id: null,
  };
  return [
    { event: 'node_started', ...envelope, data: started },
    { event: 'node_finished', ...envelope, data: finished },
  ];
}

function nodesOf(
  context: KnowledgeContext,
  dataset: DatasetRow,
  pipeline: PipelineDefinition,
  body: Fields,
  info: Fields,
): NodeRun[] {
  const { server } = context;
  const inputs = mappingAt(body, 'inputs') ?? {};
  const start = pipeline.datasources.find(({ node_id }) => node_id === textAt(body, 'start_node_id'));
  const type = textAt(body, 'datasource_type') ?? 'local_file';
  const upload = server.world.knowledgeFiles.get(textAt(info, 'reference') ?? textAt(info, 'related_id') ?? '');
  const icon = 'https://assets.dify.ai/images/File%20Upload.svg';
  const isFile = type === 'local_file';
  const file = fileObject(context, upload);
  const text = isFile ? (upload?.text ?? '') : (textAt(info, 'content') ?? textAt(info, 'title') ?? '');
  const source: NodeRun = {
    id: start?.node_id ?? textAt(body, 'start_node_id') ?? '',
    type: 'datasource',
    title: start?.title ?? 'File',
    inputs: { ...info, icon },
    outputs: isFile ? { file, datasource_type: type } : { ...info, icon, datasource_type: type },
    extras: { icon },
    execution: { datasource_info: { ...info, icon } },
    files: isFile ? [file] : [],
  };
  const extractor: NodeRun = {
    id: 'extract',
    type: 'document-extractor',
    title: 'Doc Extractor',
    inputs: { variable_selector: [source.id, 'file'] },
    process: { documents: [file] },
    outputs: { text },
  };
  const chunks = chunkText(text, {
    docForm: dataset.doc_form ?? 'text_model',
    rule: pipelineRule(pipeline, inputs, dataset),
  });
  const result = chunks.map(({ content }) => content);
  const names = pipeline.inputNames;
  const chunker: NodeRun = {
    id: 'chunker',
    type: 'tool',
    title: 'General Chunker',
    inputs: {
      chunk_overlap_length: numberAt(inputs, names?.overlap ?? 'Chunk_Overlap_Length') ?? null,
      delete_all_urls_and_email_addresses: booleanAt(inputs, names?.removeUrls ?? 'clean_2') ?? null,
      delimiter: textAt(inputs, names?.delimiter ?? 'Dilmiter') ?? null,
      input_variable: text,
      max_chunk_length: numberAt(inputs, names?.maxLength ?? 'Maximum_Chunk_Length') ?? null,
      replace_consecutive_spaces_newlines_tabs: booleanAt(inputs, names?.removeExtraSpaces ?? 'clean_1') ?? null,
    },
    outputs: { text: '', files: [], json: [{ data: [] }], result },
    extras: { icon },
    execution: {
      tool_info: {
        provider_type: 'builtin',
        provider_id: 'langgenius/general_chunker/general_chunker',
        plugin_unique_identifier: null,
      },
    },
  };
  const preview = chunks.map(({ content, children }) =>
    children.length === 0 ? { content } : { content, child_chunks: children },
  );
  const index: NodeRun = {
    id: 'kb',
    type: 'knowledge-index',
    title: 'Knowledge Base',
    inputs: { chunks: result },
    outputs: { chunk_structure: dataset.doc_form, preview, qa_preview: [], total_segments: chunks.length },
  };
  return isFile ? [source, extractor, chunker, index] : [source, chunker, index];
}

function fileObject(
  context: KnowledgeContext,
  file: { id: string; name: string; size: number; extension: string; mime_type: string } | undefined,
): object {
  const { id = '', name = '', size = 0, extension = '', mime_type = '' } = file ?? {};
  return {
    dify_model_identity: '__dify__file__',
    id,
    type: 'custom',
    transfer_method: 'local_file',
    remote_url: '',
    reference: `dify-file-ref:${btoa(JSON.stringify({ record_id: id }))}`,
    filename: name,
    extension: extension === '' ? '' : `.${extension}`,
    mime_type,
    size,
    related_id: id,
    url: previewUrl(context, id),
  };
}
