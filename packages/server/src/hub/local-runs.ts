import { letGo } from './let-go.ts';
import type { RunLimits } from './run-limits.ts';
import type { RunHead } from './run-log.ts';
import { createRunRecord, type RunRecord, type RunRecordHooks } from './run-record.ts';
import { createShelf, type ShelfItem } from './shelf.ts';

/** What else happens with a log in this process. */
interface LocalRunHooks extends Pick<RunRecordHooks, 'onFinish' | 'onWatched'> {
  /** Events were added. Tells whether others were merged or forgotten for that. */
  readonly onPublish: (isMerged: boolean) => void;
  /** It is kept no longer. */
  readonly onGone: () => void;
}

/** The logs in this process, within their limits. */
export interface LocalRuns {
  open(head: RunHead, hooks?: Partial<LocalRunHooks>): RunRecord;
  get(id: string): RunRecord | undefined;
  /** Opens an ended log again. */
  reopen(id: string): void;
  drop(id: string): void;
  close(): void;
}

interface Kept {
  readonly record: RunRecord;
  readonly item: ShelfItem;
  readonly onGone: () => void;
  expiry: ReturnType<typeof setTimeout> | undefined;
}

/** No logs yet. */
export function createLocalRuns(limits: Readonly<RunLimits>): LocalRuns {
  const runs = new Map<string, Kept>();
  const shelf = createShelf(limits);

  function drop(id: string): void {
    const kept = runs.get(id);
    if (kept === undefined) return;
    clearTimeout(kept.expiry);
    shelf.remove(kept.item);
    runs.delete(id);
    kept.record.buffer.clear();
    kept.onGone();
  }

  return {
    open(head, { onFinish, onGone = () => undefined, onPublish, onWatched } = {}) {
      const record = createRunRecord(head, {
        onWatched,
        onPublish() {
          const isMerged = shelf.fit(item);
          onPublish?.(isMerged);
        },
        onFinish(end) {
          clearTimeout(kept.expiry);
          kept.expiry = setTimeout(() => drop(head.id), end === 'paused' ? limits.keepPausedFor : limits.keepFor);
          letGo(kept.expiry);
          onFinish?.(end);
        },
      });
      const item: ShelfItem = { record, onGone: () => drop(head.id) };
      const kept: Kept = { record, item, onGone, expiry: undefined };
      runs.set(head.id, kept);
      shelf.add(item);
      return record;
    },
    get: (id) => runs.get(id)?.record,
    reopen(id) {
      const kept = runs.get(id);
      if (kept === undefined) return;
      clearTimeout(kept.expiry);
      kept.record.end = null;
      kept.record.endedAt = null;
      kept.record.lastWord = '';
    },
    drop,
    close() {
      for (const id of [...runs.keys()]) drop(id);
    },
  };
}
