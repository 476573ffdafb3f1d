import { sha256 } from '@noble/hashes/sha2.js';
import { base64url } from '../identity/base64url.ts';
import type { RateStore } from '../limits/rate-store.ts';
import { type RedisCommand, scriptsOf } from './redis-command.ts';

/** Where rates are counted for several processes. */
export interface RedisRateStoreOptions {
  readonly command: RedisCommand;
  /** What every key begins with. @default '{dify}:' */
  readonly prefix?: string | undefined;
}

const tokenScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[1])
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = most
if bucket[1] then tokens = math.min(most, bucket[1] + math.max(0, now - bucket[2]) * most / 60000) end
local wait = 0
if tokens >= 1 then tokens = tokens - 1 else wait = math.ceil((1 - tokens) * 60000 / most) end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], 60000)
return wait`;

const placeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

/** Counts rates and places on Redis, by its own clock: the limits hold for all processes together. */
export function createRedisRateStore({ command, prefix = '{dify}:' }: RedisRateStoreOptions): RateStore {
  const script = scriptsOf(command);
  const name = (kind: string, key: string) => `${prefix}${kind}:${base64url(sha256(new TextEncoder().encode(key)))}`;
  return {
    takeToken: async (key, perMinute) => Number(await script(tokenScript, [name('rate', key)], [String(perMinute)])),
    async takePlace(key, holder, max, leaseMs) {
      const args = [holder, String(max), String(leaseMs)];
      return Number(await script(placeScript, [name('places', key)], args)) === 1;
    },
    async freePlace(key, holder) {
      await command(['ZREM', name('places', key), holder]);
    },
  };
}
