import type { Claim, RunLog, RunReader } from './run-log.ts';

/** Milliseconds in which the log of a run opens whose key was just given. */
const openingTime = 3000;

/** The log of the run that a key belongs to. Waits for it while it may still be opening. */
export async function findClaimed(log: RunLog, claim: Claim): Promise<RunReader | undefined> {
  for (;;) {
    const run = await log.find(claim.run);
    if (run !== undefined || Date.now() - claim.at > openingTime) return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
