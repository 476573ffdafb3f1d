import type { RunLimits } from './run-limits.ts';
import type { RunRecord } from './run-record.ts';

/** One log that counts. */
export interface ShelfItem {
  readonly record: Pick<RunRecord, 'buffer' | 'endedAt'>;
  /** Called when it has to go. */
  readonly onGone: () => void;
}

/** Keeps the logs of a process within their limits. */
export interface Shelf {
  add(item: ShelfItem): void;
  remove(item: ShelfItem): void;
  /** Call it when a log has grown. Answers whether records were merged or forgotten. */
  fit(item: ShelfItem): boolean;
  /** Bytes of all logs, about. */
  readonly size: number;
}

/** A shelf without logs. */
export function createShelf({ runBytes, processBytes }: Pick<RunLimits, 'runBytes' | 'processBytes'>): Shelf {
  /** Each with the bytes that were counted for it. */
  const items = new Map<ShelfItem, number>();
  let size = 0;

  function count(item: ShelfItem): void {
    const counted = items.get(item);
    if (counted === undefined) return;
    size += item.record.buffer.size - counted;
    items.set(item, item.record.buffer.size);
  }

  function squeeze({ record: { buffer } }: ShelfItem, bytes: number): void {
    buffer.compact();
    // Some room is made at once, or every further event would have to make its own.
    if (buffer.size > bytes) buffer.shrinkTo(bytes * 0.875);
  }

  function remove(item: ShelfItem): void {
    size -= items.get(item) ?? 0;
    items.delete(item);
  }

  function makeRoom(): void {
    const ended = [...items.keys()].filter(({ record }) => record.endedAt !== null);
    ended.sort((one, other) => (one.record.endedAt ?? 0) - (other.record.endedAt ?? 0));
    for (const item of ended) {
      if (size <= processBytes) return;
      remove(item);
      item.onGone();
    }
    const running = [...items.keys()].sort((one, other) => other.record.buffer.size - one.record.buffer.size);
    for (const item of running) {
      if (size <= processBytes) return;
      squeeze(item, processBytes / running.length);
      count(item);
    }
  }

  return {
    add(item) {
      items.set(item, 0);
      count(item);
    },
    remove,
    fit(item) {
      const isOver = item.record.buffer.size > runBytes;
      if (isOver) squeeze(item, runBytes);
      count(item);
      if (size <= processBytes) return isOver;
      makeRoom();
      return true;
    },
    get size() {
      return size;
    },
  };
}
