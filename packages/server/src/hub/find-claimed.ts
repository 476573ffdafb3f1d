import type { Claim, RunLog, RunReader } from './run-log.ts';

/** Milliseconds in which the log of a run opens whose key was just given. */
const openingTime = 3000;

/** Milliseconds that the clocks of two processes may differ. */
const clockSkew = 30_000;

/** The log of the run that a key belongs to. Waits for it while it may still be opening. */
export async function findClaimed(log: RunLog, claim: Claim): Promise<RunReader | undefined> {
  const begunAt = Date.now();
  // Another process may have given the key, by a clock of its own. The time to wait is counted by this one.
  const isOld = begunAt - claim.at > openingTime + clockSkew;
  for (;;) {
    const run = await log.find(claim.run);
    if (run !== undefined || isOld || Date.now() - begunAt > openingTime) return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
