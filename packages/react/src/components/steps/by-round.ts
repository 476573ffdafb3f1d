import type { RunBranch } from '@dify-oapi/core';

/** Rounds that are shown of an iteration or loop; the last ones. */
export const mostRounds = 30;

/** What ran inside an iteration or loop, by its round. */
export function byRound(branches: readonly RunBranch[]): ReadonlyMap<number, readonly RunBranch[]> {
  const rounds = new Map<number, RunBranch[]>();
  for (const branch of branches) {
    const round = branch.node.round ?? 0;
    rounds.set(round, [...(rounds.get(round) ?? []), branch]);
  }
  return rounds;
}
