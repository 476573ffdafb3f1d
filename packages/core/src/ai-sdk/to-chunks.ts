import type { AgentThoughtEvent, DifyEvent, WorkflowEvent } from '../events/dify-event.ts';
import type { OutputFile } from '../events/output-file.ts';
import { openParts } from './open-parts.ts';
import { sourceChunk } from './source-chunk.ts';
import { toolCalls } from './tool-calls.ts';
import type { DifyUIMessageChunk } from './ui-message-chunk.ts';

/** What is told of an answer besides its text. */
export interface ChunkOptions {
  /** Whether models' thinking is told. @default true */
  reasoning?: boolean | undefined;
  /** Whether the passages that an answer rests on are told. @default true */
  sources?: boolean | undefined;
  /** Whether the nodes of a run are told, by name and state. @default true */
  nodes?: boolean | undefined;
}

/** Turns the events of one answer into chunks. */
export interface ChunkWriter {
  add(event: DifyEvent): void;
  /** Closes what is open; `text` is the answer, told if none of it was. */
  end(text: string): void;
}

/** A writer for one answer. */
export function chunkWriter(send: (chunk: DifyUIMessageChunk) => void, options: ChunkOptions = {}): ChunkWriter {
  const parts = openParts(send);
  const thoughts = new Map<string, string>();
  const told = new Set<string>();
  let text = '';
  let round = '';
  let isAgent = false;

  function addText(delta: string, key = ''): void {
    if (delta === '' || (text === '' && delta.trim() === '' && key !== '')) return;
    parts.end('reasoning');
    parts.add('text', key, delta);
    text += delta;
  }

  function think(key: string, delta: string): void {
    if (options.reasoning !== false) parts.add('reasoning', key, delta);
  }

  /** Tells something once. */
  function once(key: string, chunk: () => DifyUIMessageChunk): void {
    if (told.has(key)) return;
    told.add(key);
    send(chunk());
  }

  function addFile(file: OutputFile, id: string | null | undefined, kind: string | null | undefined): void {
    const { url } = file;
    if (url) once(`file ${id ?? url}`, () => ({ type: 'file', url, mediaType: mediaTypeOf(file.mime_type, kind) }));
  }

  /** An agent's thought is told as reasoning, unless it only repeats the text of its round, as in agent chats. */
  function addThought(event: AgentThoughtEvent): void {
    const thought = event.thought ?? '';
    const before = thoughts.get(event.id) ?? '';
    const repeats = text.includes(thought) || (round !== '' && thought.startsWith(round.trim()));
    if (!repeats && thought.startsWith(before)) {
      think(event.id, thought.slice(before.length));
      thoughts.set(event.id, thought);
    }
    for (const { id, name, input, output } of toolCalls(event)) {
      parts.end();
      round = '';
      const common = { toolCallId: id, dynamic: true, providerExecuted: true } as const;
      if (input !== undefined || output !== undefined) {
        once(`call ${id}`, () => ({ type: 'tool-input-available', toolName: name, input: input ?? {}, ...common }));
      }
      if (output !== undefined) once(`output ${id}`, () => ({ type: 'tool-output-available', output, ...common }));
    }
  }

  /** The closing message of an agent app repeats the text of its last round. */
  function addMessage(answer: string): void {
    if (isAgent && round.endsWith(answer)) return;
    if (isAgent) parts.end('text');
    isAgent = false;
    addText(answer);
  }

  function add(event: DifyEvent): void {
    switch (event.event) {
      case 'message':
        addMessage(event.answer);
        break;
      case 'agent_message':
        isAgent = true;
        round += event.answer;
        addText(event.answer);
        break;
      case 'agent_thought':
        addThought(event);
        break;
      case 'message_file':
        if (event.answer !== undefined) addText(event.answer);
        else if (event.belongs_to !== 'user') addFile({ url: event.url ?? null }, event.id, event.type);
        break;
      case 'message_replace':
        if (event.answer === '') break;
        parts.end();
        if (text !== '') send({ type: 'data-dify-replace', data: { reason: event.reason ?? '' } });
        addText(event.answer);
        break;
      case 'message_end':
        if (options.sources !== false) event.metadata?.retriever_resources?.map(sourceChunk).forEach(send);
        for (const file of event.files ?? [])
          if (file.transfer_method !== 'local_file') addFile(file, file.related_id, file.type);
        break;
      case 'text_chunk':
        addText(event.data.text, String(event.data.from_variable_selector));
        break;
      case 'reasoning_chunk':
        think(event.data.node_id ?? '', event.data.reasoning);
        break;
      case 'human_input_required':
        send({ type: 'data-dify-form', id: event.data.form_id, data: event.data });
        break;
      case 'unknown':
      case 'error':
      case 'tts_message':
      case 'tts_message_end':
        break;
      default:
        if (options.nodes !== false) addRun(event, send);
    }
  }

  return {
    add,
    end(answer) {
      if (text === '') addText(answer);
      parts.end();
    },
  };
}

/** Tells the state of a run and of its nodes, without what goes in and comes out of them. */
function addRun(event: WorkflowEvent, send: (chunk: DifyUIMessageChunk) => void): void {
  switch (event.event) {
    case 'workflow_started':
    case 'workflow_paused':
    case 'workflow_finished': {
      const id = event.workflow_run_id ?? '';
      const { status, outputs } = event.data;
      const state = event.event === 'workflow_started' ? 'running' : typeof status === 'string' ? status : 'succeeded';
      const values = event.event === 'workflow_finished' && isFields(outputs) ? { outputs } : {};
      send({ type: 'data-dify-workflow', id, data: { status: state, ...values } });
      break;
    }
    case 'node_started':
    case 'iteration_started':
    case 'loop_started':
    case 'node_retry':
    case 'node_finished':
    case 'iteration_completed':
    case 'loop_completed': {
      const { id, node_id, node_type = '', title = '', status, elapsed_time } = event.data;
      const isStart = event.event.endsWith('_started');
      const data = {
        node_id,
        node_type,
        title,
        status: isStart ? 'running' : typeof status === 'string' ? status : 'succeeded',
        ...(typeof elapsed_time === 'number' && { elapsed_time }),
      };
      send({ type: 'data-dify-node', id, data });
    }
  }
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function mediaTypeOf(mime: string | null | undefined, kind: string | null | undefined): string {
  if (mime) return mime;
  return kind === 'image' || kind === 'audio' || kind === 'video' ? `${kind}/*` : 'application/octet-stream';
}
