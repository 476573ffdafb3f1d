import type { RunLog } from './run-log.ts';

/**
 * A log as one site has it: several may share a Redis and call their apps and people alike.
 *
 * @param site a text that no other site has and that tells nothing about it
 */
export function siteRunLog(log: RunLog, site: string): RunLog {
  const named = (key: string) => `${site}\0${key}`;
  return {
    claim: (key, claim) => log.claim(named(key), claim),
    release: (key, run) => log.release(named(key), run),
    claimed: (key) => log.claimed(named(key)),
    begin: (head, commands) => log.begin({ ...head, site }, commands),
    reopen: (id, commands) => log.reopen(id, commands),
    async find(id) {
      const run = await log.find(id);
      return run?.head.site === site ? run : undefined;
    },
    drop: (id) => log.drop(id),
    ask: (id, command) => log.ask(id, command),
    isReadElsewhere: (id) => log.isReadElsewhere(id),
    settled: async () => log.settled?.(),
    close: () => log.close(),
  };
}
