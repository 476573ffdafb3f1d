import type { Profile } from '../profile.ts';
import type { Replayed } from './replay.ts';

/** A difference that is known, and why it is left. */
export interface KnownDifference {
  /** Why the emulator answers otherwise, or why the comparison cannot tell. Empty until somebody has looked. */
  readonly reason: string;
  readonly profile: Profile;
  /** Scenario, place in it, and note. */
  readonly exchange: string;
  readonly differences: readonly string[];
}

/** What a run and the list of known differences do not agree on. */
export interface Disagreement {
  /** Differences that nobody knows of. */
  readonly unknown: readonly KnownDifference[];
  /** Known differences that are gone, and known without a reason. */
  readonly stale: readonly KnownDifference[];
}

/** Compares what differs with what is known to differ. */
export function disagreementOf(
  results: readonly Replayed[],
  known: readonly KnownDifference[],
  profile: Profile,
): Disagreement {
  const found = differencesIn(results, known, profile);
  const isSame = (a: KnownDifference, b: KnownDifference) =>
    a.exchange === b.exchange && a.differences.join('\n') === b.differences.join('\n');
  const own = known.filter((entry) => entry.profile === profile);
  return {
    unknown: found.filter((entry) => !own.some((other) => isSame(entry, other))),
    stale: own.filter((entry) => entry.reason === '' || !found.some((other) => isSame(entry, other))),
  };
}

/** What differs in a run, with the reasons that are known. */
export function differencesIn(
  results: readonly Replayed[],
  known: readonly KnownDifference[],
  profile: Profile,
): KnownDifference[] {
  return results.flatMap(({ differences, name }) => {
    if (differences === null || differences.length === 0) return [];
    const entry = known.find((other) => other.profile === profile && other.exchange === name);
    return [{ reason: entry?.reason ?? '', profile, exchange: name, differences: differences.map(short) }];
  });
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
