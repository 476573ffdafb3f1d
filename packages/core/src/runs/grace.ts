import type { RunEnvironment } from './run-environment.ts';

/** How long a connection may stay open after its run has ended: speech may trail, and Dify stores the turn meanwhile. */
const graceMs = 3000;

/** The time that a connection has left. */
export interface Grace {
  /** It begins, or begins anew. */
  begin(): void;
  /** It never ends. */
  cancel(): void;
}

/** Calls when the time is over. */
export function createGrace(environment: RunEnvironment, onOver: () => void): Grace {
  let cancel: () => void = () => undefined;
  return {
    begin() {
      cancel();
      cancel = environment.setTimer(graceMs, onOver);
    },
    cancel: () => cancel(),
  };
}
