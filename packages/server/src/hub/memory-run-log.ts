import { createClaims } from './claims.ts';
import { letGo } from './let-go.ts';
import { defaultRunLimits, type RunLimits } from './run-limits.ts';
import type { RunHead, RunLog } from './run-log.ts';
import { createRunRecord, type RunRecord } from './run-record.ts';
import { createShelf, type ShelfItem } from './shelf.ts';

interface Kept {
  readonly record: RunRecord;
  readonly item: ShelfItem;
  expiry: ReturnType<typeof setTimeout> | undefined;
}

/** Keeps the logs of runs in this process. With several processes, each person's requests have to reach the same one. */
export function createMemoryRunLog(limits: Readonly<RunLimits> = defaultRunLimits): RunLog {
  const runs = new Map<string, Kept>();
  const claims = createClaims();
  const shelf = createShelf(limits);

  function drop(id: string): void {
    const kept = runs.get(id);
    if (kept === undefined) return;
    clearTimeout(kept.expiry);
    shelf.remove(kept.item);
    runs.delete(id);
  }

  function begin(head: RunHead): RunRecord {
    const record = createRunRecord(head, {
      onPublish: () => shelf.fit(item),
      onFinish(end) {
        kept.expiry = setTimeout(() => drop(head.id), end === 'paused' ? limits.keepPausedFor : limits.keepFor);
        letGo(kept.expiry);
      },
    });
    const item: ShelfItem = { record, onGone: () => drop(head.id) };
    const kept: Kept = { record, item, expiry: undefined };
    runs.set(head.id, kept);
    shelf.add(item);
    return record;
  }

  return {
    claim: async (key, claim) => claims.claim(key, claim),
    release: async (key, run) => claims.release(key, run),
    claimed: async (key) => claims.get(key),
    begin,
    async reopen(id) {
      const kept = runs.get(id);
      if (kept?.record.end !== 'paused') return undefined;
      clearTimeout(kept.expiry);
      kept.record.end = null;
      kept.record.endedAt = null;
      return kept.record;
    },
    find: async (id) => runs.get(id)?.record,
    drop,
    stop: async () => false,
    isReadElsewhere: async () => false,
    close() {
      for (const id of [...runs.keys()]) drop(id);
    },
  };
}
