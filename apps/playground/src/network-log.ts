/** One request that the page has made. */
export interface NetworkEntry {
  readonly id: number;
  /** Unix time in milliseconds. */
  readonly startedAt: number;
  readonly method: string;
  /** Path and query below the handler's URL. */
  readonly path: string;
  /**
   * `open` while an answer streams in, `error` when an event said that it failed, `cut` when it broke off, `failed` when
   * nothing came, `closed` when the page let go.
   */
  readonly outcome: number | 'waiting' | 'open' | 'error' | 'cut' | 'failed' | 'closed';
  /** Milliseconds so far or in all. */
  readonly durationMs: number;
  /** How many events of each name have come. */
  readonly events: Readonly<Record<string, number>>;
}

/** The requests of the page, oldest first. */
export interface NetworkLog {
  getSnapshot(): readonly NetworkEntry[];
  subscribe(listener: () => void): () => void;
  begin(method: string, path: string): (change: Partial<Pick<NetworkEntry, 'outcome' | 'events'>>) => void;
  clear(): void;
}

/** Makes an empty log. It keeps the last 200 requests and tells its listeners at most ten times a second. */
export function createNetworkLog(now: () => number = Date.now): NetworkLog {
  const listeners = new Set<() => void>();
  let entries: readonly NetworkEntry[] = [];
  let nextId = 1;
  let isScheduled = false;
  let pending = entries;

  const tell = () => {
    isScheduled = false;
    entries = pending;
    for (const listener of listeners) listener();
  };
  const change = (next: readonly NetworkEntry[]) => {
    pending = next;
    if (!isScheduled) setTimeout(tell, 100);
    isScheduled = true;
  };
  return {
    getSnapshot: () => entries,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(method, path) {
      const id = nextId++;
      const startedAt = now();
      const entry: NetworkEntry = { id, startedAt, method, path, outcome: 'waiting', durationMs: 0, events: {} };
      change([...pending, entry].slice(-200));
      return (update) =>
        change(
          pending.map((other) => (other.id === id ? { ...other, ...update, durationMs: now() - startedAt } : other)),
        );
    },
    clear: () => change(pending.filter(({ outcome }) => outcome === 'open' || outcome === 'waiting')),
  };
}
