import type { RunLog } from './run-log.ts';

/**
 * A log whose keys are those of one site: several may share a Redis and call their apps and people alike.
 *
 * @param site a text that no other site has and that tells nothing about it
 */
export function siteRunLog(log: RunLog, site: string): RunLog {
  const named = (key: string) => `${site}\0${key}`;
  return {
    claim: (key, claim) => log.claim(named(key), claim),
    release: (key, run) => log.release(named(key), run),
    claimed: (key) => log.claimed(named(key)),
    begin: (head, commands) => log.begin(head, commands),
    reopen: (id, commands) => log.reopen(id, commands),
    find: (id) => log.find(id),
    drop: (id) => log.drop(id),
    ask: (id, command) => log.ask(id, command),
    isReadElsewhere: (id) => log.isReadElsewhere(id),
    settled: async () => log.settled?.(),
    close: () => log.close(),
  };
}
