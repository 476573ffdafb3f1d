/** The keys under which runs of this process can be found, for a Redis that loses them. */
export interface RunNames {
  /** A key was given to a run, which may not have begun yet. */
  add(run: string, key: string, value: string): void;
  /** The run has begun: its keys stay until it is forgotten. */
  keep(run: string): void;
  remove(run: string, key: string): void;
  forget(run: string): void;
  of(run: string): readonly (readonly [key: string, value: string])[];
}

/** Runs that have a key and have not begun, at most: some never do. */
const mostFresh = 1000;

/** No keys yet. */
export function createRunNames(): RunNames {
  const fresh = new Map<string, Map<string, string>>();
  const kept = new Map<string, Map<string, string>>();
  return {
    add(run, key, value) {
      const names = kept.get(run) ?? fresh.get(run);
      names?.set(key, value);
      if (names !== undefined) return;
      fresh.set(run, new Map([[key, value]]));
      for (const oldest of fresh.keys()) {
        if (fresh.size <= mostFresh) return;
        fresh.delete(oldest);
      }
    },
    keep(run) {
      kept.set(run, kept.get(run) ?? fresh.get(run) ?? new Map());
      fresh.delete(run);
    },
    remove(run, key) {
      kept.get(run)?.delete(key);
      fresh.get(run)?.delete(key);
    },
    forget(run) {
      kept.delete(run);
      fresh.delete(run);
    },
    of: (run) => [...(kept.get(run) ?? [])],
  };
}
