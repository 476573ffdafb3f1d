import { createLogBuffer, type LogBuffer } from './log-buffer.ts';
import type { RunEnd, RunHead, RunWriter } from './run-log.ts';

/** A run's log in this process, and those who watch it. */
export interface RunRecord extends RunWriter {
  readonly buffer: LogBuffer;
  end: RunEnd | null;
  endedAt: number | null;
  lastWord: string;
  pings: number;
}

/** What happens beside the writing itself. */
export interface RunRecordHooks {
  /** Events were added. */
  readonly onPublish: () => void;
  readonly onFinish: (end: RunEnd) => void;
  /** How many watch has changed. */
  readonly onWatched?: ((watchers: number) => void) | undefined;
}

/** An empty log. */
export function createRunRecord(head: RunHead, hooks: RunRecordHooks): RunRecord {
  const buffer = createLogBuffer();
  const watchers = new Set<() => void>();
  const record: RunRecord = {
    head,
    buffer,
    end: null,
    endedAt: null,
    lastWord: '',
    ids: {},
    pings: 0,
    get last() {
      return buffer.last;
    },
    read: buffer.read,
    watch(listener) {
      // A function of its own, so that the same listener may watch twice.
      const watcher = () => listener();
      watchers.add(watcher);
      hooks.onWatched?.(watchers.size);
      return () => {
        if (watchers.delete(watcher)) hooks.onWatched?.(watchers.size);
      };
    },
    append: buffer.append,
    appendText: buffer.appendText,
    ping() {
      record.pings += 1;
    },
    publish() {
      // Readers first: what they have taken may be merged.
      for (const watcher of watchers) watcher();
      hooks.onPublish();
    },
    finish(end) {
      if (record.end !== null) return;
      record.end = end;
      record.endedAt = Date.now();
      record.publish();
      hooks.onFinish(end);
    },
  };
  return record;
}
