import type { RunEnd } from '../hub/run-log.ts';
import type { RunRecord } from '../hub/run-record.ts';
import { toEntries } from './log-entries.ts';
import type { RedisScript } from './redis-command.ts';
import type { RedisRunKeys } from './run-keys-in.ts';
import { beginScript, finishScript, writeScript } from './scripts.ts';

/** How a log in this process goes to Redis. */
export interface RedisWriterOptions {
  readonly script: RedisScript;
  readonly keys: RedisRunKeys;
  readonly processId: string;
  readonly leaseMs: number;
  /** Milliseconds that a log stays without a sign of life. */
  readonly lifetimeMs: number;
  /** Milliseconds that a log stays after its end. */
  readonly keptMs: (end: RunEnd) => number;
  /** Called when Redis does not take it any more: others see the log as interrupted. */
  readonly onLost: () => void;
}

/** Writes a log of this process to Redis: as fast as Redis takes it, and never faster. */
export interface RedisWriter {
  /** There is more. */
  write(isMerged: boolean): void;
  finish(end: RunEnd): void;
  /** Resolves when Redis has everything. */
  settled(): Promise<void>;
}

/**
 * @param from the number up to which Redis has the log; `undefined` for a log that is new there
 */
export function createRedisWriter(record: RunRecord, options: RedisWriterOptions, from?: number): RedisWriter {
  const { keys, keptMs, leaseMs, lifetimeMs, processId, script } = options;
  let isOpen = from !== undefined;
  let sent = from ?? 0;
  let isMerged = false;
  let end: RunEnd | undefined;
  let isLost = false;
  let writing: Promise<void> | undefined;

  async function send(): Promise<void> {
    if (!isOpen) {
      await script(
        beginScript,
        [keys.run, keys.lease],
        [JSON.stringify(record.head), processId, String(leaseMs), String(lifetimeMs)],
      );
      isOpen = true;
    }
    while (sent < record.last || isMerged) {
      const isAnew = isMerged;
      isMerged = false;
      const entries = toEntries(record.buffer.recordsAfter(isAnew ? 0 : sent));
      sent = record.last;
      const args = [isAnew ? '1' : '0', String(lifetimeMs), JSON.stringify(record.ids), ...entries.flat()];
      if (Number(await script(writeScript, [keys.run, keys.log], args)) !== 1) throw new Error('The log was ended.');
    }
    if (end === undefined) return;
    const args = [end, String(record.endedAt ?? Date.now()), String(keptMs(end))];
    end = undefined;
    await script(finishScript, [keys.run, keys.log, keys.lease], args);
  }

  function go(): void {
    if (isLost || writing !== undefined) return;
    writing = send()
      .catch(() => {
        isLost = true;
        options.onLost();
      })
      .finally(() => {
        writing = undefined;
        if (sent < record.last || isMerged || end !== undefined) go();
      });
  }

  go();
  return {
    write(merged) {
      isMerged ||= merged;
      go();
    },
    finish(how) {
      end = how;
      go();
    },
    async settled() {
      while (writing !== undefined) await writing;
    },
  };
}
