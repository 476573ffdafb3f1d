import { type ClientStorage, type SavedRun, savedRunRecord, type Tabs } from '@dify-oapi/core';

/** The answers that are not known to have ended: those of this tab from its records, those of other tabs by hearsay. */
export interface SavedRuns {
  /** The run to go on with in a conversation, by its id or local key. */
  find(key: string): SavedRun | undefined;
  /** Runs of this tab by key, the oldest first. */
  own(): ReadonlyMap<string, SavedRun>;
  /** Keeps a run of this tab, and tells the other tabs as soon as they can do something with it. */
  keep(key: string, run: SavedRun): void;
  /** Another tab has told of a run. */
  hear(run: SavedRun): void;
  /** A run has ended; `told` by another tab. */
  end(key: string, told?: boolean): void;
  /** Drops a run that is kept under another key now. */
  forget(key: string): void;
  /** Tells the other tabs of every run of this one. */
  tellAll(): void;
  clear(): void;
}

/** Keeps runs in the records of a person. */
export function createSavedRuns(records: ClientStorage, tabs: Pick<Tabs, 'send'>): SavedRuns {
  const heard = new Map<string, SavedRun>();
  const written = new Map<string, string>();

  function tell(run: SavedRun): void {
    if (run.conversationId !== undefined) tabs.send({ type: 'run-began', run });
  }

  return {
    find: (key) => records.get(savedRunRecord, key) ?? heard.get(key),
    own: () => records.entries(savedRunRecord),
    keep(key, run) {
      // The number of the last event changes with each event, and a replay begins at the first one anyway.
      const { lastEventId: _, ...ids } = run;
      const text = JSON.stringify(ids);
      if (written.get(key) === text) return;
      written.set(key, text);
      records.set(savedRunRecord, key, ids);
      tell(ids);
    },
    hear(run) {
      if (run.conversationId !== undefined) heard.set(run.conversationId, run);
    },
    end(key, told = false) {
      heard.delete(key);
      written.delete(key);
      const wasOwn = records.get(savedRunRecord, key) !== undefined;
      records.remove(savedRunRecord, key);
      if (wasOwn && !told) tabs.send({ type: 'run-ended', conversationId: key });
    },
    forget(key) {
      written.delete(key);
      records.remove(savedRunRecord, key);
    },
    tellAll() {
      for (const run of records.entries(savedRunRecord).values()) tell(run);
    },
    clear() {
      heard.clear();
      written.clear();
    },
  };
}
