import type { RunEnvironment } from '../runs/run-environment.ts';

/** Surroundings that a test moves: no time passes by itself. */
export interface FakeEnvironment extends RunEnvironment {
  /** Lets time pass, timer by timer; what they set off is done when it resolves. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** The computer sleeps: time passes, and timers that fell due meanwhile fire when it wakes. */
  sleep(ms: number): Promise<void>;
  setOnline(isOnline: boolean): void;
  setHidden(isHidden: boolean): void;
  /** How many timers and listeners are held. */
  held(): number;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** @param random of the numbers that are handed out @default always 0.5 */
export function fakeEnvironment(random: () => number = () => 0.5): FakeEnvironment {
  const timers = new Set<Timer>();
  const online = new Set<() => void>();
  const visible = new Set<() => void>();
  let now = 1_800_000_000_000;
  let isOnline = true;
  let isHidden = false;

  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const listen = (set: Set<() => void>, callback: () => void) => {
    const own = () => callback();
    set.add(own);
    return () => set.delete(own);
  };

  function next(until: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer;
    return first;
  }

  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (let timer = next(until); timer !== undefined; timer = next(until)) {
      timers.delete(timer);
      now = Math.max(now, timer.at);
      timer.callback();
      await settle();
    }
    now = until;
  }

  return {
    advance,
    settle,
    async sleep(ms) {
      now += ms;
      await advance(0);
    },
    now: () => now,
    random,
    setTimer(ms, callback) {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    isOnline: () => isOnline,
    onOnline: (callback) => listen(online, callback),
    isHidden: () => isHidden,
    onVisible: (callback) => listen(visible, callback),
    setOnline(value) {
      const isBack = value && !isOnline;
      isOnline = value;
      if (isBack) for (const callback of [...online]) callback();
    },
    setHidden(value) {
      const isBack = !value && isHidden;
      isHidden = value;
      if (isBack) for (const callback of [...visible]) callback();
    },
    held: () => timers.size + online.size + visible.size,
  };
}
