import { safeHeaders } from '../answers/json-response.ts';
import { Refusal } from '../refusal.ts';
import type { ServedCall } from '../serve.ts';
import type { RunReader } from './run-log.ts';

/** Nothing on the way may hold a stream back, press it or keep it. */
const streamHeaders: Readonly<Record<string, string>> = {
  ...safeHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** Who reads a run. */
export type RunCall = Pick<ServedCall, 'app' | 'config' | 'handles' | 'hub' | 'person' | 'request'>;

/** A run's log as an answer, which names the run in its headers. */
export function runResponse({ handles, hub, request }: RunCall, run: RunReader, after: number): Response {
  const handle = handles.seal('run', run.head.id) ?? '';
  return new Response(hub.stream(run, after, request.signal), { headers: { ...streamHeaders, 'dify-run': handle } });
}

/**
 * The rest of a run's log, for somebody who may see it.
 *
 * @throws Refusal with 404
 */
export function attach(call: RunCall, run: RunReader, after: number): Response {
  const isOwn = run.head.app === call.app.name && run.head.person === call.person.id;
  if (!isOwn || after > run.last || run.read(after) === undefined) throw missingRun();
  if (call.hub.readersOf(call.app.name, call.person.id) >= call.config.limits.readers) {
    throw new Refusal(429, 'too_many_requests', 'This answer is being read too often at once. Close other tabs.', {
      'retry-after': '5',
    });
  }
  return runResponse(call, run, after);
}

/** The answer for runs that are unknown, gone, or somebody else's. */
export function missingRun(): Refusal {
  return new Refusal(404, 'not_found', 'There is no such run here, or not from this event on.');
}
