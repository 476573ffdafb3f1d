import { letGo } from './let-go.ts';
import type { RunLog } from './run-log.ts';

/** Milliseconds in which repeats of a send that Dify refused still read why. */
const shortly = 10_000;

/** Frees the key of a run that did not come about, and forgets its log a little later. */
export async function forgetSoon(log: RunLog, key: string, id: string): Promise<void> {
  letGo(setTimeout(() => log.drop(id), shortly));
  await log.release(key, id);
}
