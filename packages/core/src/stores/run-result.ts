import type { DifyError } from '../errors/dify-error.ts';
import type { RunFacts } from './run-driver.ts';

/** How the verb of a machine ended; `snapshot` is the machine's state at that moment. */
export type RunResult<Snapshot> =
  | { readonly ok: true; readonly snapshot: Snapshot }
  | {
      readonly ok: false;
      /**
       * - `busy`: another run goes on here; nothing was asked.
       * - `failed`: the app or the server refused it, or it failed.
       * - `interrupted`: the connection was lost and the rest could not be found; `resume` looks again.
       * - `detached`: it was let go of, and may go on without being read here.
       * - `disposed`: the machine's life is over.
       * - `nothing-to-do`: there is no run to go on with.
       */
      readonly reason: 'busy' | 'failed' | 'interrupted' | 'detached' | 'disposed' | 'nothing-to-do';
      readonly error?: DifyError;
      readonly snapshot?: Snapshot;
    };

/** The result of a run that has ended, waits, or was let go of. */
export function resultOf<Snapshot extends RunFacts>(
  snapshot: Snapshot,
  how: 'settled' | 'detached',
): RunResult<Snapshot> {
  const { outcome } = snapshot;
  if (how === 'detached') return { ok: false, reason: 'detached' };
  if (outcome?.type === 'failed' || outcome?.type === 'interrupted') {
    return { ok: false, reason: outcome.type, error: outcome.error, snapshot };
  }
  return { ok: true, snapshot };
}
