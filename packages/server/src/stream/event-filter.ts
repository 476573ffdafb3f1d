import { anything, fields, type Keep, list, type Shape, scalar } from '../answers/keep.ts';
import { redact } from '../answers/redact.ts';
import { agentThought, files, finishedRun, metadata, pausedRun } from '../answers/shapes.ts';
import type { SSERecord } from './sse-records.ts';

const envelope: Shape = {
  event: scalar,
  conversation_id: scalar,
  message_id: scalar,
  created_at: scalar,
  task_id: scalar,
};

const event = (shape: Shape): Keep => fields({ ...envelope, ...shape });
const run = (data: Shape): Keep => event({ workflow_run_id: scalar, data: fields(data) });

/** What passes at detail `none`. An event that is not here does not pass. */
const atNone: ReadonlyMap<string, Keep> = new Map([
  ['message', event({ id: scalar, answer: scalar })],
  ['agent_message', event({ id: scalar, answer: scalar })],
  ['message_replace', event({ answer: scalar, reason: scalar })],
  ['message_file', event({ id: scalar, type: scalar, belongs_to: scalar, url: scalar, answer: scalar })],
  ['message_end', event({ id: scalar, metadata, files })],
  ['agent_thought', event(agentThought)],
  ['tts_message', event({ audio: scalar })],
  ['tts_message_end', event({ audio: scalar })],
  ['error', event({ code: scalar, status: scalar, message: scalar })],
  ['workflow_started', run({ id: scalar, workflow_id: scalar, created_at: scalar, reason: scalar })],
  ['workflow_finished', run(finishedRun)],
  ['workflow_paused', run(pausedRun)],
  [
    'human_input_required',
    run({
      form_id: scalar,
      node_id: scalar,
      node_title: scalar,
      form_content: scalar,
      inputs: anything,
      actions: list(fields({ id: scalar, title: scalar, button_style: scalar })),
      display_in_ui: scalar,
      expiration_time: scalar,
    }),
  ],
  ['human_input_form_filled', run({ node_id: scalar, node_title: scalar, action_id: scalar, action_text: scalar })],
  ['human_input_form_timeout', run({ node_id: scalar, node_title: scalar, expiration_time: scalar })],
]);

/** Passes on of an event stream what a page may see. */
export interface EventFilter {
  /** The record as it goes on, or nothing. */
  pass(record: SSERecord): string;
  /** An error event of our own, with the ids that the stream has named. */
  failure(code: string, message: string): string;
  /** `failed`: nothing of use follows. `whole`: the answer is there. `over`: the run's last event came. */
  readonly state: 'open' | 'whole' | 'over' | 'failed';
}

/** A filter for one stream. Events keep their order, and none waits for another. */
export function createEventFilter(): EventFilter {
  let state: EventFilter['state'] = 'open';
  let isWorkflow = false;
  let ids: object = {};

  function follow(name: string, kept: object): void {
    const { conversation_id, message_id } = Object.fromEntries(Object.entries(kept));
    if (message_id !== undefined) ids = { conversation_id, message_id };
    if (name === 'workflow_started') isWorkflow = true;
    if (name === 'error') state = 'failed';
    else if (name === 'workflow_finished' || name === 'workflow_paused') state = 'over';
    else if (name === 'message_end') state = isWorkflow && state !== 'over' ? 'whole' : 'over';
  }

  return {
    pass(record) {
      if (record.data === '') return record.event === 'ping' ? 'event: ping\n\n' : '';
      const value = parse(record.data);
      const name = value === null ? undefined : Reflect.get(value, 'event');
      if (typeof name !== 'string') return '';
      const kept = atNone.get(name)?.(value);
      if (typeof kept !== 'object' || kept === null) return '';
      follow(name, kept);
      return write(name === 'error' ? withSafeMessage(kept) : kept);
    },
    failure: (code, message) => write({ event: 'error', ...ids, code, status: 502, message }),
    get state() {
      return state;
    },
  };
}

function parse(data: string): object | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function write(event: object): string {
  try {
    return `data: ${JSON.stringify(event)}\n\n`;
  } catch {
    return '';
  }
}

/** The sentence of a refusal is for people; what a server says when it breaks is not. */
function withSafeMessage(event: object): object {
  const { code, status, message } = Object.fromEntries(Object.entries(event));
  if (code === 'unauthorized' || code === 'forbidden' || Number(status) === 401 || Number(status) === 403) {
    return { ...event, code: 'upstream_auth', status: 502, message: 'Dify did not accept the key of this app.' };
  }
  return { ...event, message: typeof message === 'string' ? redact(message) : '' };
}
