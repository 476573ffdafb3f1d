import type { RunEnvironment } from './run-environment.ts';

/** The surroundings that the runtime gives: a page, a worker or a server. */
export function systemEnvironment(): RunEnvironment {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    setTimer(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    isOnline: () => fieldOf('navigator', 'onLine') !== false,
    onOnline: (callback) => listen(globalThis, 'online', callback),
    isHidden,
    onVisible(callback) {
      return listen(Reflect.get(globalThis, 'document'), 'visibilitychange', () => {
        if (!isHidden()) callback();
      });
    },
  };
}

function isHidden(): boolean {
  return fieldOf('document', 'visibilityState') === 'hidden';
}

function fieldOf(name: string, field: string): unknown {
  const owner: unknown = Reflect.get(globalThis, name);
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, field) : undefined;
}

/** Not every runtime's globals tell events. */
function listen(target: unknown, event: string, callback: () => void): () => void {
  if (!(target instanceof EventTarget)) return () => undefined;
  target.addEventListener(event, callback);
  return () => target.removeEventListener(event, callback);
}
