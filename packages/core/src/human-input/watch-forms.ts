import type { PendingForm } from './pending-form.ts';
import { nextExpiry } from './reduce-forms.ts';

/** What a watch needs of its surroundings. */
export interface FormClock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Calls back once, after milliseconds. @returns a function that calls it off */
  setTimer(delayMs: number, callback: () => void): () => void;
}

/** Longer waits are waited for in pieces: timers hold no more than 24 days, and computers sleep. */
const longestWaitMs = 60 * 60_000;

/** Tells when forms are over by the clock. */
export interface FormWatch {
  /** Waits for the next end among these forms, and no longer for what was waited for before. */
  watch(forms: readonly PendingForm[]): void;
  /** Waits for nothing any more. */
  stop(): void;
}

/** A watch over forms. `onExpire` is called when at least one is over; the caller expires it and watches on. */
export function watchForms(clock: FormClock, onExpire: () => void): FormWatch {
  let stopTimer: (() => void) | null = null;
  let at: number | null = null;

  function stop(): void {
    stopTimer?.();
    stopTimer = null;
    at = null;
  }

  function wait(end: number): void {
    const left = end - clock.now();
    stopTimer = clock.setTimer(Math.min(Math.max(0, left), longestWaitMs), () => {
      stopTimer = null;
      if (clock.now() < end) return wait(end);
      at = null;
      onExpire();
    });
  }

  return {
    watch(forms) {
      const next = nextExpiry(forms);
      if (next === at) return;
      stop();
      if (next === null) return;
      at = next;
      wait(next);
    },
    stop,
  };
}
