import type { SyncStorageAdapter } from './storage-adapter.ts';

/** Keeps everything in memory: gone with the page. */
export function memoryAdapter(): SyncStorageAdapter {
  const texts = new Map<string, string>();
  return {
    get: (key) => texts.get(key) ?? null,
    set: (key, value) => void texts.set(key, value),
    remove: (key) => void texts.delete(key),
    keys: () => [...texts.keys()],
  };
}
