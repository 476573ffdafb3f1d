import type { DifyEvent, NodeFinishedEvent, StreamErrorEvent } from '../events/dify-event.ts';
import type { OutputFile } from '../events/output-file.ts';
import type { AnswerMetadata } from '../schemas/answer-metadata.ts';
import type { FormDefinition } from '../schemas/form-definition.ts';
import type { Refusal } from '../transport/refusal.ts';
import type { StreamResult } from './dify-stream.ts';
import { growingText } from './growing-text.ts';

/**
 * How far a stream has come: `open` until its closing event; `closing` when the answer is known but its sources and usage
 * may still follow; `closed` when nothing of use can follow.
 */
export type StreamPhase = 'open' | 'closing' | 'closed';

/** Puts together what a stream amounts to, in every app mode. */
export interface Assembler {
  /** Takes the next event and answers how far the stream has come. */
  add(event: DifyEvent): StreamPhase;
  /** The answer so far. */
  text(): string;
  /** What there is so far, without the error of a failed run; `completed` while nothing else is known. */
  result(): StreamResult;
  /** Why the run failed. */
  failure(): Failure | undefined;
  /** Whether the closing event has not come. */
  isOpen(): boolean;
  /** Whether more may follow after a long silence: the rest of a speech, or of a run after its pause. */
  mayGoOn(): boolean;
}

/** Why a run failed. */
export interface Failure extends Refusal {
  /** Whether it was told by an `error` event: then there is no result. */
  readonly breaksOff: boolean;
}

type Ids = Pick<StreamResult, 'conversation_id' | 'message_id' | 'task_id' | 'workflow_run_id'>;

/** Dify 1.14 can call a stopped run failed, with these words of its own. */
const stoppedByUser = /^Aborted: User requested stop/;

/**
 * An assembler for one stream.
 *
 * @param continuesOnPause whether the stream goes on after a pause
 */
export function assembler(continuesOnPause = false): Assembler {
  const text = growingText();
  const reasoning = new Map<string, string>();
  const thoughts = new Map<string, string>();
  const files = new Map<string, OutputFile>();
  const forms = new Map<string, FormDefinition>();
  let ids: Ids = {};
  let metadata: AnswerMetadata | undefined;
  let outputs: Readonly<Record<string, unknown>> | undefined;
  let tokens: number | undefined;
  let status: StreamResult['status'] | undefined;
  let failure: Failure | undefined;
  let phase: StreamPhase = 'open';
  let isInRun = false;
  let isSpeaking = false;
  let events = 0;

  function close(as: StreamResult['status'] | undefined, next: StreamPhase = 'closed'): void {
    status = as;
    phase = next;
  }

  function add(event: DifyEvent): StreamPhase {
    events++;
    if (event.event === 'unknown') return phase;
    if (event.event === 'tts_message') isSpeaking = true;
    else if (event.event === 'tts_message_end') isSpeaking = false;
    else if (phase === 'open') takeNext(event);
    else takeLate(event);
    return phase;
  }

  /** After the closing event: a run goes on after its pause, or usage and sources follow (1.12). The rest is invented. */
  function takeLate(event: DifyEvent): void {
    if (status === 'paused' && event.event === 'workflow_started') {
      close(undefined, 'open');
      takeNext(event);
    } else if (event.event === 'message_end') {
      takeEnd(event.metadata, event.files);
      phase = 'closed';
    }
  }

  function takeNext(event: Exclude<DifyEvent, { event: 'unknown' }>): void {
    if (ids.task_id === undefined || ids.workflow_run_id === undefined) ids = { ...idsOf(event), ...ids };
    text.add(event);
    switch (event.event) {
      case 'agent_thought':
        if (event.thought) thoughts.set(event.id, event.thought);
        break;
      case 'message_file':
        if (event.url && event.belongs_to !== 'user') addFile({ ...event, related_id: event.id ?? event.url });
        break;
      case 'message_end':
        takeEnd(event.metadata, event.files);
        if (!isInRun) close('completed');
        break;
      case 'reasoning_chunk':
        addTo(reasoning, event.data.node_id ?? '', event.data.reasoning);
        break;
      case 'node_finished':
        takeNode(event);
        break;
      case 'workflow_started':
        isInRun = true;
        break;
      case 'workflow_finished':
        finish(event.data);
        break;
      case 'human_input_required':
        forms.set(event.data.form_id, event.data);
        break;
      case 'human_input_form_filled':
      case 'human_input_form_timeout':
        closeForms(event.data.node_id);
        break;
      case 'workflow_paused':
        close('paused', continuesOnPause ? 'closing' : 'closed');
        break;
      case 'error':
        breakOff(refusalOf(event));
        break;
      case 'datasource_error':
        breakOff({ status: 500, envelope: { message: event.error } });
        break;
      case 'datasource_completed':
        close('completed');
    }
  }

  function finish(data: Extract<DifyEvent, { event: 'workflow_finished' }>['data']): void {
    outputs = data.outputs ?? {};
    tokens = data.total_tokens;
    data.files?.forEach(addFile);
    const message = data.error ?? '';
    if (data.status === 'stopped' || stoppedByUser.test(message)) close('stopped');
    else if (data.status === 'failed') {
      failure = { status: 400, envelope: { code: 'invalid_param', message }, breaksOff: false };
      close('failed');
    } else close('completed');
    if (status !== 'failed' && ids.message_id !== undefined && metadata === undefined) phase = 'closing';
  }

  function breakOff(refusal: Refusal): void {
    failure = { ...refusal, breaksOff: true };
    close('failed');
  }

  function takeEnd(found: AnswerMetadata | null | undefined, more: OutputFile[] | null | undefined): void {
    metadata = found ?? {};
    more?.forEach(addFile);
  }

  function takeNode({ data }: NodeFinishedEvent): void {
    if (data.node_type === 'human-input' && data.status !== 'paused') closeForms(data.node_id);
    const thought = data.outputs?.reasoning_content;
    if (typeof thought === 'string' && !reasoning.has(data.node_id)) reasoning.set(data.node_id, thought);
  }

  function closeForms(nodeId: string): void {
    for (const [id, form] of forms) if (form.node_id === nodeId) forms.delete(id);
  }

  function addFile(file: OutputFile): void {
    const key = file.related_id ?? file.url ?? String(files.size);
    files.set(key, { ...files.get(key), ...file });
  }

  function reasoningText(): string {
    const whole = Object.values(metadata?.reasoning ?? {});
    const pieces = whole.length > 0 ? whole : [...reasoning.values()];
    return [...pieces, ...(text.isClosedByMessage() ? thoughts.values() : [])]
      .map((piece) => String(piece).trim())
      .filter(Boolean)
      .join('\n\n');
  }

  return {
    add,
    text: text.current,
    failure: () => failure,
    isOpen: () => phase === 'open',
    mayGoOn: () => isSpeaking || status === 'paused',
    result() {
      const usage = metadata?.usage ?? (tokens === undefined ? undefined : { total_tokens: tokens });
      return {
        ...ids,
        text: outputs === undefined || status !== 'completed' ? text.current() : text.withOutputs(outputs),
        reasoning: reasoningText(),
        status: status ?? 'completed',
        sources: metadata?.retriever_resources ?? [],
        files: [...files.values()],
        forms: [...forms.values()],
        events,
        ...(usage && { usage }),
        ...(outputs && { outputs }),
      };
    },
  };
}

function idsOf(event: Exclude<DifyEvent, { event: 'unknown' }>): Ids {
  const { conversation_id, message_id, task_id } = event;
  const workflow_run_id = 'workflow_run_id' in event ? event.workflow_run_id : undefined;
  return {
    ...(conversation_id && { conversation_id }),
    ...(message_id && { message_id }),
    ...(task_id && { task_id }),
    ...(workflow_run_id && { workflow_run_id }),
  };
}

function refusalOf({ code, status, message }: StreamErrorEvent): Refusal {
  const known = Number(status);
  return { status: known >= 400 && known < 600 ? known : 500, envelope: { code, message } };
}

function addTo(map: Map<string, string>, key: string, text: string): void {
  map.set(key, (map.get(key) ?? '') + text);
}
