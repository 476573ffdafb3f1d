import { letGo } from '../hub/let-go.ts';
import type { RunEnd } from '../hub/run-log.ts';
import type { RunRecord } from '../hub/run-record.ts';
import { toEntries } from './log-entries.ts';
import type { RedisScript } from './redis-command.ts';
import type { RedisLink } from './redis-link.ts';
import type { RedisRunKeys } from './run-keys-in.ts';
import { finishScript, openScript, writeScript } from './scripts.ts';

/** How a log in this process goes to Redis. */
export interface RedisWriterOptions {
  readonly link: Pick<RedisLink, 'back'>;
  readonly script: RedisScript;
  readonly keys: RedisRunKeys;
  readonly processId: string;
  readonly leaseMs: number;
  /** Milliseconds that a log stays without a sign of life. */
  readonly lifetimeMs: number;
  /** Milliseconds that a log stays after its end. */
  readonly keptMs: (end: RunEnd) => number;
  /** Whether this process still has the log. */
  readonly isKept: () => boolean;
  /** Called when the log was lost and is back, before it gets its end. */
  readonly onRestored: () => Promise<void>;
  /** Called when another process has the log now, or when this one has forgotten it before Redis had all. */
  readonly onGone: () => void;
}

/** Writes a log of this process to Redis: as fast as Redis takes it, and never faster. */
export interface RedisWriter {
  /** There is more. */
  write(isMerged: boolean): void;
  /** Redis may have lost what it had, or others may have taken the log for lost. */
  restore(): void;
  finish(end: RunEnd): void;
  /** Resolves when Redis has everything. */
  settled(): Promise<void>;
}

/** Another process has the log, or none. */
class GoneLog extends Error {
  override readonly name = 'GoneLog';
}

/** Milliseconds between two tries. */
const firstPause = 100;
const longestPause = 2000;

/**
 * @param from the number up to which Redis has the log; `undefined` for a log that is new there
 */
export function createRedisWriter(record: RunRecord, options: RedisWriterOptions, from?: number): RedisWriter {
  const { keys, keptMs, leaseMs, lifetimeMs, link, processId, script } = options;
  let isNew = from === undefined;
  /** Whether nobody knows what Redis has: then all of it is written anew. */
  let isUnsure = isNew;
  let sent = from ?? 0;
  let isMerged = false;
  let end: RunEnd | undefined;
  let isGone = false;
  let writing: Promise<void> | undefined;

  /** Goes on until Redis has it, however long Redis is away: others see the log as interrupted meanwhile. */
  async function send(): Promise<void> {
    for (let pauseMs = firstPause; ; pauseMs = Math.min(pauseMs * 2, longestPause)) {
      try {
        await link.back();
        await sendAll();
        return;
      } catch (error) {
        isUnsure = true;
        isNew = false;
        if (error instanceof GoneLog) throw error;
      }
      await new Promise<void>((resolve) => letGo(setTimeout(resolve, pauseMs)));
    }
  }

  async function sendAll(): Promise<void> {
    do {
      while (isUnsure || isMerged || sent < record.last) {
        if (!options.isKept()) throw new GoneLog();
        const { last } = record;
        if (isUnsure) await open();
        else await write();
        sent = last;
      }
    } while (end !== undefined && !(await close(end)));
  }

  async function open(): Promise<void> {
    isMerged = false;
    const { head, ids } = record;
    const about = [JSON.stringify(head), processId, String(leaseMs), String(lifetimeMs), JSON.stringify(ids)];
    const taken = await script(openScript, [keys.run, keys.log, keys.lease], [...about, ...entriesAfter(0)]);
    if (Number(taken) !== 1) throw new GoneLog();
    if (!isNew) await options.onRestored();
    isNew = false;
    isUnsure = false;
  }

  async function write(): Promise<void> {
    const isAnew = isMerged;
    isMerged = false;
    const about = [isAnew ? '1' : '0', String(lifetimeMs), JSON.stringify(record.ids)];
    const taken = await script(writeScript, [keys.run, keys.log], [...about, ...entriesAfter(isAnew ? 0 : sent)]);
    isUnsure = Number(taken) !== 1;
  }

  /** Answers whether the log has its end. */
  async function close(how: RunEnd): Promise<boolean> {
    const about = [how, String(record.endedAt ?? Date.now()), String(keptMs(how))];
    isUnsure = Number(await script(finishScript, [keys.run, keys.log, keys.lease], about)) !== 1;
    if (!isUnsure) end = undefined;
    return !isUnsure;
  }

  function entriesAfter(number: number): string[] {
    return toEntries(record.buffer.recordsAfter(number)).flat();
  }

  function go(): void {
    if (isGone || writing !== undefined) return;
    writing = send()
      .catch(() => {
        isGone = true;
        options.onGone();
      })
      .finally(() => {
        writing = undefined;
        if (isUnsure || isMerged || end !== undefined || sent < record.last) go();
      });
  }

  go();
  return {
    write(merged) {
      isMerged ||= merged;
      go();
    },
    restore() {
      isUnsure = true;
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
