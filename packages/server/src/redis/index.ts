export type { RunLimits } from '../hub/run-limits.ts';
export type { RunLog } from '../hub/run-log.ts';
export type { RateStore } from '../limits/rate-store.ts';
export type { RedisCommand } from './redis-command.ts';
export { createRedisRateStore, type RedisRateStoreOptions } from './redis-rate-store.ts';
export { createRedisRunLog, type RedisRunLog, type RedisRunLogOptions } from './redis-run-log.ts';
