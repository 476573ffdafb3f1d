import { saidError } from '../answers/said-error.ts';
import { closedView, type View } from '../answers/view.ts';
import type { Detail } from '../options.ts';
import { eventName, knownEvents, unknownEvent } from './levels.ts';
import type { SSERecord } from './sse-records.ts';

/** An event as a page may see it. */
export interface FilteredEvent {
  readonly name: string;
  /** With handles in place of the ids that Dify answers to everybody. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Dify's own ids that a stream has named so far: for calls to Dify, never for pages. */
export interface StreamIds {
  readonly task_id?: string;
  readonly workflow_run_id?: string;
  readonly conversation_id?: string;
  readonly message_id?: string;
}

/** Passes on of an event stream what a page may see. */
export interface EventFilter {
  /** The event as it goes on, `'ping'` for a sign of life, or nothing. */
  read(record: SSERecord): FilteredEvent | 'ping' | null;
  /** As `read`, written as a record of an event stream; empty when nothing goes on. */
  pass(record: SSERecord): string;
  /** An error event of our own, with the ids that the stream has named. */
  failed(code: string, message: string, status?: number): FilteredEvent;
  /** As `failed`, written as a record. */
  failure(code: string, message: string): string;
  /** `failed`: nothing of use follows. `whole`: the answer is there. `over`: the run's last event came. */
  readonly state: 'open' | 'whole' | 'over' | 'failed';
  readonly ids: StreamIds;
}

/**
 * A filter for one stream, for one person's eyes. Events keep their order, and none waits for another.
 *
 * @param view what the person may see; as little as possible unless given
 * @param onFailure told in Dify's own words how an answer failed: for the operator's log, never for the page
 */
export function createEventFilter(view: View = closedView, onFailure?: (message: string) => void): EventFilter {
  let state: EventFilter['state'] = 'open';
  let isWorkflow = false;
  let ids: StreamIds = {};

  function follow(name: string, event: Readonly<Record<string, unknown>>): void {
    const named = Object.entries(event).filter(([field, id]) => idFields.has(field) && typeof id === 'string' && id);
    ids = { ...ids, ...Object.fromEntries(named) };
    if (name === 'workflow_started') isWorkflow = true;
    if (name === 'error') state = 'failed';
    else if (name === 'workflow_finished' || name === 'workflow_paused') state = 'over';
    else if (name === 'message_end') state = isWorkflow && state !== 'over' ? 'whole' : 'over';
  }

  function read(record: SSERecord): FilteredEvent | 'ping' | null {
    if (record.data === '') return record.event === 'ping' ? 'ping' : null;
    const event = parse(record.data);
    const name = event?.event;
    if (event === null || typeof name !== 'string') return null;
    const keep = knownEvents.get(name) ?? (eventName.test(name) ? unknownEvent : undefined);
    const kept = keep?.(event, view);
    // What stays behind still tells how far the run is.
    if (knownEvents.has(name)) follow(name, event);
    if (onFailure !== undefined) tellFailure(name, event, onFailure);
    if (typeof kept !== 'object' || kept === null) return null;
    const shown: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(kept));
    if (name === 'error') return { name, fields: withSafeMessage(shown, view.detail) };
    if (name !== 'message_end') return { name, fields: shown };
    const speech_id = typeof ids.message_id === 'string' ? view.seal('message', ids.message_id) : undefined;
    return { name, fields: speech_id === undefined ? shown : { ...shown, speech_id } };
  }

  function failed(code: string, message: string, status = 502): FilteredEvent {
    const { conversation_id, message_id } = ids;
    const named = message_id === undefined ? {} : { conversation_id, message_id };
    return { name: 'error', fields: { event: 'error', ...named, code, status, message } };
  }

  return {
    read,
    pass(record) {
      const event = read(record);
      if (event === null) return '';
      return event === 'ping' ? 'event: ping\n\n' : write(event.fields);
    },
    failed,
    failure: (code, message) => write(failed(code, message).fields),
    get state() {
      return state;
    },
    get ids() {
      return ids;
    },
  };
}

const idFields: ReadonlySet<string> = new Set(['task_id', 'workflow_run_id', 'conversation_id', 'message_id']);

function parse(data: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value));
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

function tellFailure(
  name: string,
  { message, data }: Readonly<Record<string, unknown>>,
  onFailure: (message: string) => void,
): void {
  if (name === 'error') onFailure(typeof message === 'string' ? message : '');
  if (name !== 'workflow_finished' || typeof data !== 'object' || data === null) return;
  const error: unknown = Reflect.get(data, 'error');
  if (Reflect.get(data, 'status') === 'failed' && typeof error === 'string') onFailure(error);
}

/** A code is a word, not a sentence. */
const codeLike = /^[\w.-]{1,64}$/;

/** The sentence of a refusal is for people; what a server says when it breaks is not. */
function withSafeMessage(event: Readonly<Record<string, unknown>>, detail: Detail): Readonly<Record<string, unknown>> {
  const { code: named, status, message, ...others } = event;
  const code = typeof named === 'string' && codeLike.test(named) ? named : undefined;
  if (code === 'unauthorized' || code === 'forbidden' || Number(status) === 401 || Number(status) === 403) {
    return { ...others, code: 'upstream_auth', status: 502, message: 'Dify did not accept the key of this app.' };
  }
  return {
    ...others,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    message: saidError({ code, message: typeof message === 'string' ? message : '' }, detail),
  };
}
