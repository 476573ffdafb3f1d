import { type DifyEvent, workflowEvents } from './dify-event.ts';

type Fields = Record<string, unknown>;

const workflow: ReadonlySet<string> = new Set(workflowEvents);

/** For each known event, whether its own fields are there; what is missing or null is mended first. */
const guards: Readonly<Record<string, (event: Fields) => boolean>> = {
  message: mendText('answer'),
  agent_message: mendText('answer'),
  agent_thought: (event) => typeof event.id === 'string',
  message_file: () => true,
  message_end: () => true,
  message_replace: mendText('answer'),
  tts_message: (event) => typeof event.audio === 'string',
  tts_message_end: mendText('audio'),
  error: mendText('message'),
};

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
  const guard = Object.hasOwn(guards, name) ? guards[name] : undefined;
  const known = guard ? guard(value) : workflow.has(name) && isFields(value.data);
  return known ? asEvent(value) : { event: 'unknown', name, data: value };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Servers have sent `null` and nothing at all for empty text. */
function mendText(field: string): (event: Fields) => boolean {
  return (event) => {
    if (typeof event[field] !== 'string') event[field] = '';
    return true;
  };
}

/** The guards above have looked at the fields that code relies on; the rest is optional by type. */
function asEvent(value: Fields): DifyEvent {
  return value as unknown as DifyEvent;
}
