import type { StorageAdapter } from './storage-adapter.ts';

/** What is used of IndexedDB. */
interface RequestLike<Result> {
  readonly result: Result;
  readonly error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}
interface StoreLike {
  get(key: string): RequestLike<unknown>;
  getAllKeys(): RequestLike<readonly unknown[]>;
  put(value: string, key: string): RequestLike<unknown>;
  delete(key: string): RequestLike<unknown>;
}
interface DatabaseLike {
  createObjectStore(name: string): unknown;
  transaction(name: string, mode: 'readonly' | 'readwrite'): { objectStore(name: string): StoreLike };
  close(): void;
  onversionchange: (() => void) | null;
  onclose: (() => void) | null;
}
interface FactoryLike {
  open(name: string, version: number): RequestLike<DatabaseLike> & { onupgradeneeded: (() => void) | null };
}

const storeName = 'records';

/** What `indexedDBAdapter` takes. */
export interface IndexedDBAdapterOptions {
  /** The database's name. @default 'dify-oapi' */
  name?: string | undefined;
}

/**
 * Keeps everything in IndexedDB: survives the tab, is shared by all tabs of the site, and takes more than `sessionStorage`.
 * Where there is none, or where it is blocked, each use rejects.
 */
export function indexedDBAdapter({ name = 'dify-oapi' }: IndexedDBAdapterOptions = {}): StorageAdapter {
  let database: Promise<DatabaseLike> | null = null;

  async function use<Result>(
    mode: 'readonly' | 'readwrite',
    ask: (store: StoreLike) => RequestLike<Result>,
  ): Promise<Result> {
    database ??= open(name);
    try {
      const opened = await database;
      const forget = () => {
        opened.close();
        database = null;
      };
      opened.onversionchange = forget;
      opened.onclose = forget;
      return await settled(ask(opened.transaction(storeName, mode).objectStore(storeName)));
    } catch (error) {
      database = null; // The next use opens it anew: browsers close databases of tabs in the background.
      throw error;
    }
  }

  return {
    async get(key) {
      const value = await use('readonly', (store) => store.get(key));
      return typeof value === 'string' ? value : null;
    },
    async set(key, value) {
      await use('readwrite', (store) => store.put(value, key));
    },
    async remove(key) {
      await use('readwrite', (store) => store.delete(key));
    },
    async keys() {
      const keys = await use('readonly', (store) => store.getAllKeys());
      return keys.filter((key) => typeof key === 'string');
    },
  };
}

function open(name: string): Promise<DatabaseLike> {
  const factory: unknown = Reflect.get(globalThis, 'indexedDB');
  if (!isFactory(factory)) return Promise.reject(new TypeError('There is no IndexedDB here.'));
  const request = factory.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  return settled(request);
}

function settled<Result>(request: RequestLike<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isFactory(value: unknown): value is FactoryLike {
  return typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'function';
}
