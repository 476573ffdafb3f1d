import { letGo } from '../hub/let-go.ts';
import type { RunCommands } from '../hub/run-log.ts';
import { Refusal } from '../refusal.ts';
import { listOf } from './read-reply.ts';
import type { RedisCommand, RedisScript } from './redis-command.ts';
import type { RedisWriter } from './redis-writer.ts';
import { runKeysIn } from './run-keys-in.ts';
import { beatScript } from './scripts.ts';

/** Whose life is told. */
export interface HeartbeatOptions {
  readonly command: RedisCommand;
  readonly script: RedisScript;
  readonly prefix: string;
  readonly processId: string;
  readonly leaseMs: number;
  /** What this process writes, by the runs' ids. */
  readonly owned: ReadonlyMap<
    string,
    { readonly commands: RunCommands; readonly writer: Pick<RedisWriter, 'restore'> }
  >;
}

/** Tells the other processes that this one lives, and does what they ask. */
export interface Heartbeat {
  /** What is owned has changed. */
  update(): void;
  /** Beats without waiting for its time. */
  now(): void;
}

const longestBeat = 250;

/** Beats while anything is owned. */
export function createHeartbeat({ command, leaseMs, owned, prefix, processId, script }: HeartbeatOptions): Heartbeat {
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function beat(): Promise<void> {
    const ids = [...owned.keys()];
    const keys = ids.flatMap((id) => [runKeysIn(prefix, id).lease, runKeysIn(prefix, id).asks]);
    const runs = listOf(await script(beatScript, keys, [processId, String(leaseMs)]));
    for (const [at, id] of ids.entries()) {
      const [hadLease, asked] = listOf(runs[at]);
      // Others may have taken this process for dead, or Redis may have lost all.
      if (Number(hadLease) === 0) owned.get(id)?.writer.restore();
      for (const ask of listOf(asked)) answer(id, String(ask)).catch(() => undefined);
    }
  }

  async function answer(id: string, ask: string): Promise<void> {
    const [what = '', nonce = ''] = ask.split(' ');
    const commands = owned.get(id)?.commands;
    let reply = 'ok';
    try {
      if (what === 'stop') await commands?.stop();
      else if (what === 'answered') await commands?.answered();
    } catch (error) {
      const { code, message, status } =
        error instanceof Refusal ? error : new Refusal(502, 'upstream_error', 'Dify could not be told.');
      reply = `${status} ${code} ${message}`;
    }
    await command(['SET', `${prefix}reply:${nonce}`, reply, 'PX', '60000']);
  }

  function beatSoon(waitMs = Math.min(longestBeat, leaseMs / 4)): void {
    timer = setTimeout(() => {
      timer = undefined;
      beat()
        .catch(() => undefined)
        .finally(update);
    }, waitMs);
    letGo(timer);
  }

  function update(): void {
    if (owned.size > 0 && timer === undefined) beatSoon();
    if (owned.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    update,
    now() {
      if (timer === undefined) return;
      clearTimeout(timer);
      beatSoon(0);
    },
  };
}
