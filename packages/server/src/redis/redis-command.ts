import { inTime } from '../ops/in-time.ts';
import { Refusal } from '../refusal.ts';

/**
 * Sends one command to Redis and answers its reply. Any client will do.
 *
 * @example (command) => client.sendCommand([...command]) // redis, @redis/client
 * @example ([name, ...args]) => client.call(name, ...args) // ioredis
 */
export type RedisCommand = (command: readonly [string, ...string[]]) => Promise<unknown>;

/** Runs scripts on Redis. */
export type RedisScript = (script: string, keys: readonly string[], args: readonly string[]) => Promise<unknown>;

/**
 * A command that fails with words for a page, whatever the client says, and within its time: clients wait for a Redis that
 * is gone, some for ever. Replies are texts, also where the client answers bytes.
 */
export function safely(command: RedisCommand, timeoutMs: number): RedisCommand {
  return async (sent) => {
    try {
      return inText(await inTime(timeoutMs, command(sent)));
    } catch {
      throw new Refusal(503, 'service_unavailable', 'Answers cannot be kept just now. Try again in a moment.');
    }
  };
}

/** Scripts over a command. They are small, so each is sent as it is. */
export function scriptsOf(command: RedisCommand): RedisScript {
  return (script, keys, args) => command(['EVAL', script, String(keys.length), ...keys, ...args]);
}

const decoder = new TextDecoder();

function inText(reply: unknown): unknown {
  if (reply instanceof Uint8Array) return decoder.decode(reply);
  return Array.isArray(reply) ? reply.map(inText) : reply;
}
