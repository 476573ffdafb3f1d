import type { Observer } from './observe.ts';

/** What is kept outside the process: what readers come back to, or how often people ask. */
export type StoreName = 'run log' | 'rate limits';

/** Milliseconds in which a store that comes and goes is told of once. */
const quietMs = 60_000;

const meanwhile: Readonly<Record<StoreName, string>> = {
  'run log': 'Answers go on, but sends with a key and readers who come back are refused',
  'rate limits': 'This process counts alone',
};

/** Tells an operator that a store cannot be reached, and that it can be again. */
export function tellOfStore({ log, onMetric }: Observer, store: StoreName): (isReachable: boolean) => void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  let isWarned = false;
  return (isReachable) => {
    onMetric({
      name: 'dify.store.reachable',
      value: isReachable ? 1 : 0,
      unit: '1',
      attributes: { 'dify.store': store },
    });
    if (isReachable) {
      if (isWarned) log.warn(`The store of the ${store} can be reached again.`);
      isWarned = false;
      return;
    }
    if (Date.now() - warnedAt < quietMs) return;
    warnedAt = Date.now();
    isWarned = true;
    log.warn(`The store of the ${store} cannot be reached. ${meanwhile[store]}.`);
  };
}
