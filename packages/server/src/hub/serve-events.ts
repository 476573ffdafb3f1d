import { viewOf } from '../answers/view-of.ts';
import type { ServedCall } from '../serve.ts';
import { findClaimed } from './find-claimed.ts';
import { forgetSoon } from './forget-soon.ts';
import { lastEventId } from './last-event-id.ts';
import { newRunId } from './new-run-id.ts';
import { pauseAfterReader } from './pause-after-reader.ts';
import { runKeys } from './run-keys.ts';
import { attach } from './run-response.ts';
import { begin } from './serve-generation.ts';

/**
 * Attaches to a run of a workflow or chatflow, as Dify does it: to the log of the run where the hub has one, for Dify
 * tells nobody twice what it has told, and one reader more disturbs the others.
 *
 * @throws Refusal
 */
export async function serveEvents(
  call: ServedCall,
  fields: Readonly<Record<string, unknown>>,
  takePlace: () => Promise<() => void>,
): Promise<Response> {
  const { app, hub, match, person, request } = call;
  const key = runKeys.workflow(app.name, person.id, match.ids.workflow_run_id ?? '');
  const id = newRunId();
  const view = await viewOf(call);
  const known = await hub.log.claimed(key);
  const run = known === undefined ? undefined : await findClaimed(hub.log, known);
  if (known !== undefined && (run === undefined || run.end === 'interrupted')) {
    await hub.log.release(key, known.run);
    await pauseAfterReader(run?.endedAt ?? 0);
  } else if (run !== undefined) {
    const isPatient = fields.continue_on_pause === true;
    // A snapshot of a paused run that does not go on is all in the log.
    if (run.end === 'paused' && (isPatient || fields.include_state_snapshot !== true)) {
      await hub.resume(app, run.head.id, isPatient);
    }
    return attach(call, run, lastEventId(request));
  }
  const claim = await hub.log.claim(key, { run: id, fingerprint: '', at: Date.now() });
  const other = claim.run === id ? undefined : await findClaimed(hub.log, claim);
  if (other !== undefined) return attach(call, other, lastEventId(request));
  return begin(call, { fields, id, view, takePlace, giveUp: () => forgetSoon(hub.log, key, id) });
}
