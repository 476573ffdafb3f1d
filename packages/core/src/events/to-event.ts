import type { DifyEvent } from './dify-event.ts';

type Fields = Record<string, unknown>;

/** Whether the fields are there that an event's type promises; a text that is missing or `null` is mended first. */
type Check = (event: Fields) => boolean;

const isNode = withData('id', 'node_id');

const checks: ReadonlyMap<string, Check> = new Map([
  ['message', withText('answer')],
  ['agent_message', withText('answer')],
  ['text_chunk', withDataText('text')],
  ['reasoning_chunk', withDataText('reasoning')],
  ['agent_thought', (event) => typeof event.id === 'string'],
  ['message_file', () => true],
  ['message_end', () => true],
  ['message_replace', withText('answer')],
  ['tts_message', (event) => typeof event.audio === 'string'],
  ['tts_message_end', withText('audio')],
  ['error', withText('message')],
  ['workflow_started', withData()],
  ['workflow_finished', withData()],
  ['workflow_paused', withData()],
  ['node_started', isNode],
  ['node_finished', isNode],
  ['node_retry', isNode],
  ['iteration_started', isNode],
  ['iteration_next', isNode],
  ['iteration_completed', isNode],
  ['loop_started', isNode],
  ['loop_next', isNode],
  ['loop_completed', isNode],
  ['agent_log', withData('id')],
  ['human_input_required', withData('form_id', 'node_id')],
  ['human_input_form_filled', withData('node_id')],
  ['human_input_form_timeout', withData('node_id')],
  ['datasource_processing', mendData],
  ['datasource_completed', mendData],
  ['datasource_error', (event) => mendData(event) && mendText(event, 'error')],
]);

/** One record's data as an event, or a sentence on why it is none. */
export function toEvent(data: string): DifyEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return 'The stream held a line that is no JSON; it was passed over.';
  }
  if (!isFields(value) || typeof value.event !== 'string') {
    return 'The stream held data without an event name; it was passed over.';
  }
  const name = value.event;
  const check = checks.get(name);
  return check?.(value) ? asEvent(value) : { event: 'unknown', name, data: value };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Servers have sent `null` and nothing at all for empty text. */
function mendText(fields: Fields, name: string): true {
  if (typeof fields[name] !== 'string') fields[name] = '';
  return true;
}

function withText(name: string): Check {
  return (event) => mendText(event, name);
}

function withDataText(name: string): Check {
  return ({ data }) => isFields(data) && mendText(data, name);
}

function withData(...texts: readonly string[]): Check {
  return ({ data }) => isFields(data) && texts.every((name) => typeof data[name] === 'string');
}

function mendData(event: Fields): true {
  if (typeof event.data !== 'object' || event.data === null) event.data = {};
  return true;
}

/** The checks above have looked at what the types promise; the rest is optional by type. */
function asEvent(value: Fields): DifyEvent {
  return value as unknown as DifyEvent;
}
