/** What is being answered just now. */
export interface InFlight {
  /** Counts one more. @returns what says that it is over, once or more often */
  begin(): () => void;
  /** Resolves when there is nothing left. */
  settled(): Promise<void>;
}

/** A count that begins with nothing. */
export function createInFlight(): InFlight {
  const running = new Set<symbol>();
  const waiting: (() => void)[] = [];
  return {
    begin() {
      const one = Symbol();
      running.add(one);
      return () => {
        running.delete(one);
        if (running.size === 0) for (const resolve of waiting.splice(0)) resolve();
      };
    },
    settled: () => (running.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
