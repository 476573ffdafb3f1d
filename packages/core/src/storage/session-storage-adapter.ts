import type { SyncStorageAdapter } from './storage-adapter.ts';

/** What is used of a browser's storage. */
interface StorageLike {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Keeps everything in the tab's `sessionStorage`: survives a reload, ends with the tab, is not shared with other tabs.
 * Where there is none, nothing is kept. Where it is blocked or full, each use throws what the browser says.
 */
export function sessionStorageAdapter(): SyncStorageAdapter {
  return {
    get: (key) => storage()?.getItem(key) ?? null,
    set: (key, value) => storage()?.setItem(key, value),
    remove: (key) => storage()?.removeItem(key),
    keys() {
      const held = storage();
      return held === null ? [] : Array.from({ length: held.length }, (_, at) => held.key(at) ?? '');
    },
  };
}

/** Asked for anew each time: reading the global is what throws where storage is blocked. */
function storage(): StorageLike | null {
  const held: unknown = Reflect.get(globalThis, 'sessionStorage');
  return isStorageLike(held) ? held : null;
}

function isStorageLike(value: unknown): value is StorageLike {
  return typeof value === 'object' && value !== null && 'getItem' in value && 'setItem' in value;
}
