import { createClaims } from './claims.ts';
import { createLocalRuns } from './local-runs.ts';
import { defaultRunLimits, type RunLimits } from './run-limits.ts';
import type { RunLog } from './run-log.ts';

/** Keeps the logs of runs in this process. With several processes, each person's requests have to reach the same one. */
export function createMemoryRunLog(limits: Readonly<RunLimits> = defaultRunLimits): RunLog {
  const runs = createLocalRuns(limits);
  const claims = createClaims(limits);
  return {
    claim: async (key, claim) => claims.claim(key, claim),
    release: async (key, run) => claims.release(key, run),
    claimed: async (key) => claims.get(key),
    begin: (head) => runs.open(head),
    async reopen(id) {
      const record = runs.get(id);
      if (record?.end !== 'paused') return undefined;
      runs.reopen(id);
      return record;
    },
    find: async (id) => runs.get(id),
    drop: runs.drop,
    ask: async () => false,
    isReadElsewhere: () => false,
    close: runs.close,
  };
}
