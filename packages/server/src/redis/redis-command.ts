/**
 * Sends one command to Redis and answers its reply. Any client will do.
 *
 * @example (command) => client.sendCommand([...command]) // redis, @redis/client
 * @example ([name, ...args]) => client.call(name, ...args) // ioredis
 */
export type RedisCommand = (command: readonly [string, ...string[]]) => Promise<unknown>;

/** Runs scripts on Redis. */
export type RedisScript = (script: string, keys: readonly string[], args: readonly string[]) => Promise<unknown>;

/** Scripts over a command. They are small, so each is sent as it is. */
export function scriptsOf(command: RedisCommand): RedisScript {
  return (script, keys, args) => command(['EVAL', script, String(keys.length), ...keys, ...args]);
}
