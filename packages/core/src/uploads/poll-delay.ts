/** What a watcher has seen so far. Times are milliseconds. */
export interface PollHistory {
  /** Since the watch began. */
  readonly elapsed: number;
  /** Since a stage or a count last changed. */
  readonly unchanged: number;
  /** Polls in a row that failed. */
  readonly failures: number;
}

/**
 * Milliseconds until the next look at something that is being indexed: a second for the first ten, then two, five, ten and
 * at most fifteen while nothing changes, two again as soon as something does. After failures it waits longer each time.
 *
 * @param random a number from 0 to 1: spreads the polls of many watchers by a tenth
 */
export function pollDelay({ elapsed, unchanged, failures }: PollHistory, random: () => number = Math.random): number {
  const spread = 0.9 + random() * 0.2;
  if (failures > 0) return Math.min(1000 * 2 ** failures, 30_000) * spread;
  if (elapsed < 10_000) return 1000 * spread;
  if (unchanged < 10_000) return 2000 * spread;
  if (unchanged < 30_000) return 5000 * spread;
  return (unchanged < 120_000 ? 10_000 : 15_000) * spread;
}
