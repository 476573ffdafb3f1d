import { letGo } from '../hub/let-go.ts';
import { marks } from '../hub/marks.ts';
import type { RunEnd, RunHead } from '../hub/run-log.ts';
import type { RunRecord } from '../hub/run-record.ts';
import type { StreamIds } from '../stream/event-filter.ts';
import { fromEntry } from './log-entries.ts';
import { type RunState, readReply } from './read-reply.ts';
import type { RedisScript } from './redis-command.ts';
import type { RedisRunKeys } from './run-keys-in.ts';
import { interruptScript, readScript } from './scripts.ts';

/** Where a run of another process is read from, and where to. */
export interface MirrorOptions {
  readonly id: string;
  readonly keys: RedisRunKeys;
  readonly script: RedisScript;
  /** Milliseconds between two looks. */
  readonly pollEvery: number;
  /** Whether Redis has been back for so short a time that processes may not have told their own yet. */
  readonly isSettling: () => boolean;
  /** Milliseconds that a running log stays here when nobody watches it. */
  readonly unwatchedMs: number;
  /** Milliseconds that a log stays after its end. */
  readonly keptMs: (end: RunEnd) => number;
  readonly get: () => RunRecord | undefined;
  readonly open: (head: RunHead) => RunRecord;
  readonly reopen: () => void;
  readonly drop: () => void;
}

/** A log of another process, as this one has it. */
export interface Mirror {
  /** Reads what is new. */
  refresh(): Promise<void>;
  /** How many watch has changed: with somebody watching it looks by itself. */
  watched(watchers: number): void;
  close(): void;
}

const entriesAtOnce = 50;

/** Milliseconds that a reader is known as one after its last look. */
const readerMs = 5000;

/** Follows a log, whether somebody reads it or not. */
export function createMirror(options: MirrorOptions): Mirror {
  const { get, keys, pollEvery, script } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let forget: ReturnType<typeof setTimeout> | undefined;
  let watchers = 0;
  let isOpen = true;
  let refreshing: Promise<void> | undefined;

  async function look(): Promise<RunState | undefined> {
    const from = String((get()?.last ?? 0) + 1);
    const args = [from, String(entriesAtOnce), watchers > 0 ? String(readerMs) : '0'];
    return readReply(await script(readScript, [keys.run, keys.log, keys.lease, keys.readers], args));
  }

  function take(state: RunState): void {
    const record = get() ?? options.open(state.head);
    if (record.end !== null && state.end !== record.end) options.reopen();
    for (const [id, field, value] of state.entries) {
      for (const entry of fromEntry(id, field, value)) record.buffer.add(entry);
    }
    record.ids = state.ids;
    const isAll = state.entries.length < entriesAtOnce;
    if (isAll && state.end !== null && record.end === null) finish(record, state.end, state.isLost);
    else record.publish();
    if (isAll && state.endedAt !== null) record.endedAt = state.endedAt;
  }

  function finish(record: RunRecord, end: RunEnd, isLost: boolean): void {
    if (isLost) record.lastWord = lastWordOf(record.ids);
    record.finish(end);
  }

  /** A run that nobody writes and that has no end has lost its process. */
  async function interrupt(): Promise<void> {
    const args = [String(Date.now()), String(options.keptMs('interrupted'))];
    await script(interruptScript, [keys.run, keys.log, keys.lease], args);
  }

  async function readOn(): Promise<void> {
    for (;;) {
      const state = await look();
      if (!isOpen) return;
      if (state === undefined) {
        const record = get();
        if (record !== undefined && options.isSettling()) return;
        // Whoever reads it must not wait for ever.
        if (record?.end === null) finish(record, 'interrupted', true);
        options.drop();
        return;
      }
      take(state);
      if (state.entries.length >= entriesAtOnce) continue;
      if (state.end !== null || state.isWritten || options.isSettling()) return;
      await interrupt();
    }
  }

  function refresh(): Promise<void> {
    refreshing ??= readOn().finally(() => {
      refreshing = undefined;
      if (watchers === 0) forgetSoon();
    });
    return refreshing;
  }

  /** What nobody watches goes, also when somebody has only looked at it. */
  function forgetSoon(): void {
    clearTimeout(forget);
    if (!isOpen) return;
    forget = setTimeout(() => {
      if (watchers === 0 && get()?.end === null) options.drop();
    }, options.unwatchedMs);
    letGo(forget);
  }

  function lookSoon(): void {
    if (timer !== undefined || !isOpen || watchers === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (!isOpen || get()?.end !== null) return;
      refresh()
        .catch(() => undefined)
        .finally(lookSoon);
    }, pollEvery);
  }

  return {
    refresh,
    watched(count) {
      watchers = count;
      clearTimeout(forget);
      lookSoon();
      if (count === 0) forgetSoon();
    },
    close() {
      isOpen = false;
      clearTimeout(timer);
      clearTimeout(forget);
    },
  };
}

/** What readers are told of a run whose process is gone: it has no number, for the process may come back. */
function lastWordOf({ conversation_id, message_id }: StreamIds): string {
  const named = message_id === undefined ? {} : { conversation_id, message_id };
  const [code, message, status] = marks.interrupted;
  return JSON.stringify({ event: 'error', ...named, code, status, message });
}
