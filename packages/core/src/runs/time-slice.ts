import type { RunEnvironment } from './run-environment.ts';

/** Milliseconds of reading without a pause: well below the 50 ms after which a page feels stuck. */
const limitMs = 12;

/** Lets a page breathe while events come in faster than they can be read. */
export interface TimeSlice {
  /** Whether reading has kept the page for long enough. */
  isOver(): boolean;
  /** Lets the page do what waits. */
  rest(): Promise<void>;
}

/** Measures reading without a pause: a slice begins with the first event after the page was free. */
export function createTimeSlice(environment: Pick<RunEnvironment, 'now' | 'setTimer' | 'isHidden'>): TimeSlice {
  let begunAt: number | null = null;
  return {
    isOver() {
      if (begunAt === null) {
        begunAt = environment.now();
        environment.setTimer(0, () => {
          begunAt = null;
        });
      }
      // Nobody waits for a hidden page, and its timers are slow.
      return environment.now() - begunAt >= limitMs && !environment.isHidden();
    },
    rest: () => new Promise((resolve) => void environment.setTimer(0, resolve)),
  };
}
