import { jsonResponse } from '../answers/json-response.ts';
import type { Operation } from '../operations.ts';
import { Refusal } from '../refusal.ts';
import { lastEventId } from './last-event-id.ts';
import { stopOf } from './run-calls.ts';
import type { RunPath } from './run-path.ts';
import { attach, missingRun, type RunCall } from './run-response.ts';

/** A request for a run by its handle. */
export interface RunPathCall extends RunCall {
  readonly path: RunPath;
  readonly url: URL;
  /** @throws Refusal when the person may not do this */
  readonly authorize: (operation: Operation) => Promise<void>;
}

/**
 * Answers `runs/{handle}` and `runs/{handle}/stop`, which only handlers have.
 *
 * @throws Refusal
 */
export async function serveRunPath(call: RunPathCall): Promise<Response> {
  const { app, authorize, handles, hub, path, person, request, url } = call;
  const run = await hub.log.find(handles.open('run', path.handle));
  if (run === undefined || run.head.app !== app.name || run.head.person !== person.id) throw missingRun();
  const { operation } = run.head;
  await authorize(path.action === 'stop' ? stopOf(operation, app) : operation);
  if (path.action === 'attach') return attach(call, run, lastEventId(request, url));
  try {
    await hub.stop(app, run);
  } catch (error) {
    const {
      code = 'upstream_error',
      message = 'Dify could not be told.',
      status = 502,
    } = error instanceof Refusal ? error : {};
    throw new Refusal(status === 504 ? 504 : 502, code, message);
  }
  return jsonResponse(200, { result: 'success' });
}
