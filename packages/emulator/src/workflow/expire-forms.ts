import type { Server } from '../context.ts';
import type { FormRow } from '../world/workflow-rows.ts';
import { resumeRun } from './resume-run.ts';

/** How often a server looks for forms that nobody answered in time. Seconds. */
const beat = 60;
/** The longest that a timer can wait. Milliseconds. */
const longest = 2_147_000_000;

/** Goes on with runs whose forms have expired by the server's clock. */
export function expireForms(server: Server): void {
  const looked = Math.floor(server.now() / beat) * beat;
  for (const form of server.world.forms.values()) {
    if (form.status !== 'waiting' || form.expiration_time > looked) continue;
    const row = server.world.workflowRuns.get(form.run_id);
    if (row?.status !== 'paused') continue;
    form.status = 'timeout';
    server.changed();
    void resumeRun(server, row, true);
  }
}

/** Looks at forms again when they have expired. */
export function scheduleExpiry(server: Server, forms: readonly FormRow[]): void {
  for (const { expiration_time } of forms) {
    const due = (Math.floor(expiration_time / beat) + 1) * beat;
    const timer: unknown = setTimeout(
      () => expireForms(server),
      Math.min(longest, Math.max(0, due * 1000 - server.nowMs())),
    );
    // A process does not stay alive for a form.
    if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function') {
      timer.unref();
    }
  }
}
