import type { RunEnvironment } from './run-environment.ts';

/** Notices a connection that has fallen silent, also one that did so while the computer slept. */
export interface IdleWatch {
  /** Something has come. */
  touch(): void;
  end(): void;
}

/**
 * Calls once when nothing has come for `ms`. The clock is looked at whenever a timer fires, the page is seen again or the
 * network is back: after a sleep of an hour that is one call, not one for each minute.
 */
export function watchIdle(environment: RunEnvironment, ms: number, onIdle: () => void): IdleWatch {
  let touchedAt = environment.now();
  let cancel: () => void = () => undefined;
  const unsubscribe = [environment.onVisible(look), environment.onOnline(look)];

  function look(): void {
    cancel();
    const left = ms - Math.max(0, environment.now() - touchedAt);
    if (left > 0) cancel = environment.setTimer(left, look);
    else {
      end();
      onIdle();
    }
  }

  function end(): void {
    cancel();
    for (const off of unsubscribe) off();
  }

  cancel = environment.setTimer(ms, look);
  return {
    touch() {
      touchedAt = environment.now();
    },
    end,
  };
}
