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

/** Somebody else has ended the log. */
class EndedLog extends Error {
  override readonly name = 'EndedLog';
}

/** Milliseconds between two tries. */
const firstPause = 100;
const longestPause = 2000;

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
  /** Since when Redis has taken nothing. */
  let failingSince: number | undefined;
  let writing: Promise<void> | undefined;

  async function send(): Promise<void> {
    for (let pauseMs = firstPause; ; pauseMs = Math.min(pauseMs * 2, longestPause)) {
      try {
        await sendAll();
        failingSince = undefined;
        return;
      } catch (error) {
        failingSince ??= Date.now();
        // Others have seen the log as interrupted by then.
        if (error instanceof EndedLog || Date.now() + pauseMs - failingSince > leaseMs) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  async function sendAll(): Promise<void> {
    if (!isOpen) {
      await script(
        beginScript,
        [keys.run, keys.lease],
        [JSON.stringify(record.head), processId, String(leaseMs), String(lifetimeMs)],
      );
      isOpen = true;
    }
    while (sent < record.last || isMerged) {
      // After a failure nobody knows what has arrived, so all of it is written anew.
      const isAnew = isMerged || failingSince !== undefined;
      isMerged = false;
      const { last } = record;
      const entries = toEntries(record.buffer.recordsAfter(isAnew ? 0 : sent));
      const args = [isAnew ? '1' : '0', String(lifetimeMs), JSON.stringify(record.ids), ...entries.flat()];
      if (Number(await script(writeScript, [keys.run, keys.log], args)) !== 1) throw new EndedLog();
      failingSince = undefined;
      sent = last;
    }
    if (end === undefined) return;
    await script(
      finishScript,
      [keys.run, keys.log, keys.lease],
      [end, String(record.endedAt ?? Date.now()), String(keptMs(end))],
    );
    end = undefined;
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
