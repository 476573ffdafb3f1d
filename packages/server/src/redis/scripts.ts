/** The end of a log whose process was found gone. */
export const lost = 'lost';

/**
 * Adds records, in place of all others where that is wanted. Answers 0 when the log has an end, or is not there.
 * Keys: run, log. Arguments: whether to begin anew, milliseconds of the log, ids, then number, field and value of each.
 */
export const writeScript = `
if redis.call('HEXISTS', KEYS[1], 'end') == 1 or redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if ARGV[1] == '1' then redis.call('DEL', KEYS[2]) end
for at = 4, #ARGV, 3 do redis.call('XADD', KEYS[2], ARGV[at] .. '-0', ARGV[at + 1], ARGV[at + 2]) end
redis.call('HSET', KEYS[1], 'ids', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`;

/**
 * Opens a log, also one that Redis or another process has lost meanwhile, with all of its records. Answers 0 when it has an
 * end of its own, or another writer. Keys: run, log, lease. Arguments: head, process, milliseconds of the lease and of the
 * log, ids, then number, field and value of each.
 */
export const openScript = `
local ended = redis.call('HGET', KEYS[1], 'end')
if ended and ended ~= '${lost}' then return 0 end
local holder = redis.call('GET', KEYS[3])
if holder and holder ~= ARGV[2] then return 0 end
redis.call('DEL', KEYS[2])
for at = 6, #ARGV, 3 do redis.call('XADD', KEYS[2], ARGV[at] .. '-0', ARGV[at + 1], ARGV[at + 2]) end
redis.call('HDEL', KEYS[1], 'end', 'endedAt')
redis.call('HSET', KEYS[1], 'head', ARGV[1], 'ids', ARGV[5])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3])
return 1`;

/**
 * Ends a log. Answers 0 when it has an end, or is not there. Keys: run, log, lease. Arguments: end, when, milliseconds that
 * it stays.
 */
export const finishScript = `
if redis.call('HEXISTS', KEYS[1], 'end') == 1 or redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'end', ARGV[1], 'endedAt', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('DEL', KEYS[3])
return 1`;

/** Opens a paused log again. Keys: run, lease. Arguments: process, milliseconds of the lease. */
export const reopenScript = `
if redis.call('HGET', KEYS[1], 'end') ~= 'paused' or redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('HDEL', KEYS[1], 'end', 'endedAt')
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1`;

/**
 * Reads on. Keys: run, log, lease, readers. Arguments: the first number wanted, how many entries, milliseconds that
 * the reader is known as one. Answers entries, head, ids, end, when it ended, and whether somebody writes it.
 */
export const readScript = `
if ARGV[3] ~= '0' then redis.call('SET', KEYS[4], '1', 'PX', ARGV[3]) end
local entries = {}
for at, entry in ipairs(redis.call('XRANGE', KEYS[2], ARGV[1] .. '-0', '+', 'COUNT', ARGV[2])) do
  entries[at] = { entry[1], entry[2][1], entry[2][2] }
end
local run = redis.call('HMGET', KEYS[1], 'head', 'ids', 'end', 'endedAt')
return { entries, run[1] or '', run[2] or '', run[3] or '', run[4] or '', redis.call('EXISTS', KEYS[3]) }`;

/**
 * Ends a log whose process is gone, until that comes back. Keys: run, log, lease. Arguments: when, milliseconds that it
 * stays.
 */
export const interruptScript = `
if redis.call('HEXISTS', KEYS[1], 'end') == 1 or redis.call('EXISTS', KEYS[3]) == 1 then return 0 end
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], 'end', '${lost}', 'endedAt', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return 1`;

/**
 * Says that a process lives, and takes what others asked of it. Keys: lease and asks of each run. Answers for each whether
 * it had a lease, and what was asked.
 */
export const beatScript = `
local runs = {}
for at = 1, #KEYS, 2 do
  runs[#runs + 1] = { redis.call('EXISTS', KEYS[at]), redis.call('LRANGE', KEYS[at + 1], 0, -1) }
  redis.call('SET', KEYS[at], ARGV[1], 'PX', ARGV[2])
  redis.call('DEL', KEYS[at + 1])
end
return runs`;

/** Asks the process that writes a log. Keys: lease, asks. Argument: what. Answers 0 when there is none. */
export const askScript = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('RPUSH', KEYS[2], ARGV[1])
redis.call('PEXPIRE', KEYS[2], 60000)
return 1`;

/** Takes a key from a run. Key: the claim. Argument: the run. */
export const releaseScript = `
local claim = redis.call('GET', KEYS[1])
if claim and string.sub(claim, 1, #ARGV[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1`;
