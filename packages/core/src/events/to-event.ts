import type { DifyEvent } from './dify-event.ts';

type Fields = Record<string, unknown>;

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
  return isRight(value) ? asEvent(value) : { event: 'unknown', name: value.event, data: value };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether the fields are there that an event's type promises; a text that is missing or `null` is mended first. Asked of
 * every event, the names that come most often first.
 */
function isRight(event: Fields): boolean {
  switch (event.event) {
    case 'message':
    case 'agent_message':
    case 'message_replace':
      if (typeof event.answer !== 'string') event.answer = '';
      return true;
    case 'text_chunk':
      return isFields(event.data) && mendText(event.data, 'text');
    case 'reasoning_chunk':
      return isFields(event.data) && mendText(event.data, 'reasoning');
    case 'agent_thought':
      return typeof event.id === 'string';
    case 'message_file':
    case 'message_end':
      return true;
    case 'tts_message':
      return typeof event.audio === 'string';
    case 'tts_message_end':
      return mendText(event, 'audio');
    case 'error':
      return mendText(event, 'message');
    case 'workflow_started':
    case 'workflow_finished':
    case 'workflow_paused':
      return hasTexts(event.data);
    case 'node_started':
    case 'node_finished':
    case 'node_retry':
    case 'iteration_started':
    case 'iteration_next':
    case 'iteration_completed':
    case 'loop_started':
    case 'loop_next':
    case 'loop_completed':
      return hasTexts(event.data, 'id', 'node_id');
    case 'agent_log':
      return hasTexts(event.data, 'id');
    case 'human_input_required':
      return hasTexts(event.data, 'form_id', 'node_id');
    case 'human_input_form_filled':
    case 'human_input_form_timeout':
      return hasTexts(event.data, 'node_id');
    case 'datasource_processing':
    case 'datasource_completed':
      return mendData(event);
    case 'datasource_error':
      return mendData(event) && mendText(event, 'error');
    default:
      return false;
  }
}

/** Servers have sent `null` and nothing at all for empty text. */
function mendText(fields: Fields, name: string): true {
  if (typeof fields[name] !== 'string') fields[name] = '';
  return true;
}

function hasTexts(data: unknown, ...names: readonly string[]): boolean {
  return isFields(data) && names.every((name) => typeof data[name] === 'string');
}

function mendData(event: Fields): true {
  if (typeof event.data !== 'object' || event.data === null) event.data = {};
  return true;
}

/** The checks above have looked at what the types promise; the rest is optional by type. */
function asEvent(value: Fields): DifyEvent {
  return value as unknown as DifyEvent;
}
