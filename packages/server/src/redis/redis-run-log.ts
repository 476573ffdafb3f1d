import { sha256 } from '@noble/hashes/sha2.js';
import { claimLifetimeOf } from '../hub/claims.ts';
import { createLocalRuns } from '../hub/local-runs.ts';
import { newRunId } from '../hub/new-run-id.ts';
import { defaultRunLimits, type RunLimits } from '../hub/run-limits.ts';
import type { Claim, RunCommands, RunEnd, RunLog } from '../hub/run-log.ts';
import type { RunRecord } from '../hub/run-record.ts';
import { base64url } from '../identity/base64url.ts';
import { Refusal } from '../refusal.ts';
import { createHeartbeat } from './heartbeat.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { type RedisCommand, scriptsOf } from './redis-command.ts';
import { createRedisLink } from './redis-link.ts';
import { createRedisWriter, type RedisWriter } from './redis-writer.ts';
import { runKeysIn } from './run-keys-in.ts';
import { createRunNames } from './run-names.ts';
import { askScript, releaseScript, reopenScript } from './scripts.ts';

/** Where the logs of runs are kept for several processes. */
export interface RedisRunLogOptions {
  readonly command: RedisCommand;
  /** What every key begins with. The braces keep all keys on one node of a cluster. @default '{dify}:' */
  readonly prefix?: string | undefined;
  /** Milliseconds between two looks at a run that another process reads. @default 100 */
  readonly pollEvery?: number | undefined;
  /** Milliseconds after which a silent process counts as dead, and its runs as interrupted. @default 10_000 */
  readonly leaseMs?: number | undefined;
  /**
   * Milliseconds after which a command that Redis has not answered counts as failed. Redis counts as away then, and whatever
   * needs it is refused at once until it answers again. @default 1000
   */
  readonly timeoutMs?: number | undefined;
  /** What this process keeps beside it. @default as in the handler's `runs` */
  readonly limits?: Partial<RunLimits> | undefined;
}

/** A log on Redis. */
export type RedisRunLog = Required<RunLog>;

interface Owned {
  readonly writer: RedisWriter;
  readonly commands: RunCommands;
}

/** Milliseconds that a running log stays without a word of its process. */
const lifetimeMs = 3_600_000;

/** Milliseconds to wait for what another process was asked, and between two looks at most. */
const patience = 80_000;
const longestPause = 1000;

/**
 * Keeps the logs of runs on Redis, from version 6.2, for handlers in several processes: whichever of them a request
 * reaches, it finds the run. What this process reads from Dify it hands to its own readers at once; those of other
 * processes get it a moment later. When a process dies, the logs that it wrote end as interrupted.
 */
export function createRedisRunLog(options: RedisRunLogOptions): RedisRunLog {
  const { leaseMs = 10_000, pollEvery = 100, prefix = '{dify}:', timeoutMs = 1000 } = options;
  const limits = { ...defaultRunLimits, ...options.limits };
  const listeners = new Set<(isReachable: boolean) => void>();
  const link = createRedisLink({
    command: options.command,
    timeoutMs,
    probeKey: `${prefix}probe`,
    onChange(isReachable) {
      if (isReachable) heartbeat.now();
      for (const listener of listeners) listener(isReachable);
    },
  });
  const { command } = link;
  const script = scriptsOf(command);
  /** Whether processes may still be telling a Redis that was away how their runs went. */
  const isSettling = () => Date.now() - link.backAt < leaseMs;
  const processId = newRunId();
  const runs = createLocalRuns(limits);
  const owned = new Map<string, Owned>();
  /** What this process reads from Dify just now, whether Redis takes it or not. */
  const live = new Set<string>();
  const asking = new Map<string, Promise<boolean>>();
  /** What has ended here and is still on its way to Redis. */
  const ending = new Map<string, RedisWriter>();
  const names = createRunNames();
  const mirrors = new Map<string, Mirror>();
  const heartbeat = createHeartbeat({ command, script, prefix, processId, leaseMs, owned });
  const keptMs = (end: RunEnd) => (end === 'paused' ? limits.keepPausedFor : limits.keepFor);

  function hooksOf(id: string) {
    return {
      onPublish: (isMerged: boolean) => owned.get(id)?.writer.write(isMerged),
      onWatched: (watchers: number) => mirrors.get(id)?.watched(watchers),
      onFinish(end: RunEnd) {
        live.delete(id);
        owned.get(id)?.writer.finish(end);
        disown(id);
      },
      onGone() {
        live.delete(id);
        names.forget(id);
        mirrors.get(id)?.close();
        mirrors.delete(id);
      },
    };
  }

  function disown(id: string): void {
    const writer = owned.get(id)?.writer;
    owned.delete(id);
    heartbeat.update();
    if (writer === undefined) return;
    ending.set(id, writer);
    writer
      .settled()
      .finally(() => {
        if (ending.get(id) === writer) ending.delete(id);
      })
      .catch(() => undefined);
  }

  function own(record: RunRecord, commands: RunCommands, from?: number): RunRecord {
    const { id } = record.head;
    const keys = runKeysIn(prefix, id);
    const writer = createRedisWriter(
      record,
      {
        link,
        script,
        keys,
        processId,
        leaseMs,
        lifetimeMs,
        keptMs,
        isKept: () => runs.get(id) === record,
        async onRestored() {
          for (const [key, value] of names.of(id)) await put(key, value);
        },
        onGone: () => disown(id),
      },
      from,
    );
    owned.set(id, { writer, commands });
    live.add(id);
    names.keep(id);
    heartbeat.update();
    return record;
  }

  function mirrorOf(id: string): Mirror {
    const known = mirrors.get(id);
    if (known !== undefined) return known;
    const mirror = createMirror({
      id,
      keys: runKeysIn(prefix, id),
      script,
      pollEvery,
      isSettling,
      unwatchedMs: 3 * leaseMs,
      keptMs,
      get: () => runs.get(id),
      open: (head) => runs.open(head, hooksOf(id)),
      reopen: () => runs.reopen(id),
      drop: () => runs.drop(id),
    });
    mirrors.set(id, mirror);
    return mirror;
  }

  async function find(id: string): Promise<RunRecord | undefined> {
    // What others see of a run that Redis has lost is not what its own process knows.
    if (live.has(id) || ending.has(id)) return runs.get(id);
    try {
      await mirrorOf(id).refresh();
      if (runs.get(id) === undefined && isSettling()) throw notKept();
      return runs.get(id);
    } catch (error) {
      // While Redis is away, what has ended is still known here.
      const known = runs.get(id);
      if (known === undefined || known.end === null) throw error;
      return known;
    } finally {
      if (runs.get(id) === undefined) mirrors.delete(id);
    }
  }

  async function askOther(id: string, what: keyof RunCommands): Promise<boolean> {
    const nonce = newRunId();
    const { asks, lease } = runKeysIn(prefix, id);
    if (Number(await script(askScript, [lease, asks], [`${what} ${nonce}`])) !== 1) return false;
    let pauseMs = pollEvery;
    for (const until = Date.now() + patience; Date.now() < until; pauseMs = Math.min(pauseMs * 1.5, longestPause)) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      const reply = await command(['GET', `${prefix}reply:${nonce}`]);
      if (typeof reply === 'string') {
        refuse(reply);
        return true;
      }
      if (Number(await command(['EXISTS', lease])) === 0) return false;
    }
    throw new Refusal(504, 'upstream_timeout', 'Dify could not be told in time.');
  }

  /** Answers `null` when somebody else has the key. */
  function put(key: string, value: string): Promise<unknown> {
    return command(['SET', claimKey(key), value, 'NX', 'PX', String(claimLifetimeOf(limits))]);
  }

  const claimKey = (key: string) => `${prefix}claim:${base64url(sha256(new TextEncoder().encode(key)))}`;

  async function claimed(key: string): Promise<Claim | undefined> {
    const value = await command(['GET', claimKey(key)]);
    const [run = '', at = '', fingerprint = ''] = typeof value === 'string' ? value.split(' ') : [];
    return run === '' ? undefined : { run, at: Number(at), fingerprint };
  }

  return {
    claimed,
    find,
    async claim(key, claim) {
      const value = `${claim.run} ${claim.at} ${claim.fingerprint}`;
      // What a running answer is called can be told later, too.
      if (live.has(claim.run)) names.add(claim.run, key, value);
      // A claim may end between two commands; it does not do so time and again.
      for (let left = 5; left > 0; left--) {
        const isOurs = (await put(key, value)) !== null;
        if (isOurs) names.add(claim.run, key, value);
        const known = isOurs ? claim : await claimed(key);
        if (known !== undefined) return known;
      }
      throw notKept();
    },
    async release(key, run) {
      names.remove(run, key);
      await script(releaseScript, [claimKey(key)], [`${run} `]);
    },
    begin: (head, commands) => own(runs.open(head, hooksOf(head.id)), commands),
    async reopen(id, commands) {
      const keys = runKeysIn(prefix, id);
      const taken = await script(reopenScript, [keys.run, keys.lease], [processId, String(leaseMs)]);
      if (Number(taken) !== 1) return undefined;
      const record = await find(id);
      if (record === undefined) return undefined;
      mirrors.get(id)?.close();
      mirrors.delete(id);
      return own(record, commands, record.last);
    },
    drop(id) {
      disown(id);
      runs.drop(id);
      const keys = runKeysIn(prefix, id);
      command(['DEL', keys.run, keys.log, keys.lease]).catch(() => undefined);
    },
    async ask(id, what) {
      const own = owned.get(id);
      if (own !== undefined) {
        await own.commands[what]();
        return true;
      }
      // Whoever asks the same meanwhile gets the same reply.
      const name = `${what} ${id}`;
      const asked = asking.get(name) ?? askOther(id, what).finally(() => asking.delete(name));
      asking.set(name, asked);
      return asked;
    },
    isReadElsewhere: async (id) => Number(await command(['EXISTS', runKeysIn(prefix, id).readers])) === 1,
    async settled() {
      const writing = [...ending.values(), ...[...owned.values()].map(({ writer }) => writer)];
      await Promise.all(writing.map((writer) => writer.settled()));
    },
    onReachable: (listener) => void listeners.add(listener),
    close() {
      link.close();
      owned.clear();
      live.clear();
      heartbeat.update();
      for (const mirror of mirrors.values()) mirror.close();
      runs.close();
    },
  };
}

function notKept(): Refusal {
  return new Refusal(503, 'service_unavailable', 'Answers cannot be kept just now. Try again in a moment.');
}

/** @throws Refusal when the reply tells of one */
function refuse(reply: string): void {
  if (reply === 'ok') return;
  const [status = '', code = '', ...words] = reply.split(' ');
  throw new Refusal(Number(status), code, words.join(' '));
}
