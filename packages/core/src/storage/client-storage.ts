import { allOf, attempt, chain, isPromiseLike } from './maybe-promise.ts';
import { type RecordKind, readRecord, writeRecord } from './record-kind.ts';
import type { MaybePromise, StorageAdapter } from './storage-adapter.ts';
import { addressPrefix, personOf, type StorageScope, scopePrefix } from './storage-scope.ts';

/** What `openClientStorage` takes. */
export interface ClientStorageOptions extends StorageScope {
  readonly adapter: StorageAdapter;
  /** Told once of each kind of trouble; the records are held in memory then. @default nobody */
  readonly onWarning?: ((warning: string) => void) | undefined;
  /** Told of each other person of the same address whose records were found, and removed. */
  readonly onOtherPerson?: ((person: string) => void) | undefined;
  /** Unix time in milliseconds. @default Date.now */
  readonly now?: (() => number) | undefined;
}

/** The records of one person with one app: read once, held in memory, written through. None of its calls throws. */
export interface ClientStorage {
  /** Whether what was stored before has been read; at once where the adapter answers at once. */
  isLoaded(): boolean;
  /** Fulfilled when that is so. */
  readonly loaded: Promise<undefined>;
  /** The record, unless there is none or it cannot be understood. */
  get<Value>(kind: RecordKind<Value>, id: string): Value | undefined;
  /** All of a kind by id, the oldest first. */
  entries<Value>(kind: RecordKind<Value>): ReadonlyMap<string, Value>;
  /** Keeps a record in the place of the one before. */
  set<Value>(kind: RecordKind<Value>, id: string, value: Value): void;
  /** Forgets a record. Removing what is not there is no error. */
  remove(kind: RecordKind<unknown>, id: string): void;
  /** Fulfilled when everything that was set has been written, or could not be. */
  flush(): Promise<void>;
  /** Removes every record of the scope, and takes none any more. */
  wipe(): Promise<undefined>;
}

/** Opens the records of a scope. Records of other persons with the same address are removed: a tab is one person's. */
export function openClientStorage(options: ClientStorageOptions): ClientStorage {
  const { adapter, baseURL, now = Date.now } = options;
  const prefix = scopePrefix(options);
  /** Texts by key; `null` was removed before what is stored had been read. */
  const texts = new Map<string, string | null>();
  const unwritten = new Map<string, string | null>();
  const warned = new Set<string>();
  let writing: PromiseLike<undefined> | null = null;
  let isLoaded = false;
  let isWiped = false;

  function warn(what: string, error?: unknown): void {
    if (warned.has(what)) return;
    warned.add(what);
    const reason = error instanceof Error && error.name !== '' ? ` (${error.name})` : '';
    options.onWarning?.(`${what}${reason}. What is to be kept is held in memory until the page is left.`);
  }
  const cannotRead = (error: unknown) => warn('The storage cannot be read', error);
  const cannotWrite = (error: unknown) => warn('The storage takes nothing', error);

  function take(key: string, text: string | null): void {
    if (text !== null && !texts.has(key)) texts.set(key, text);
  }

  function dropOthers(keys: readonly string[]): MaybePromise<undefined> {
    const foreign = keys.filter((key) => key.startsWith(addressPrefix(baseURL)) && !key.startsWith(prefix));
    const persons = new Set(foreign.map((key) => personOf(key, baseURL)));
    const removals = foreign.map((key) => attempt(() => adapter.remove(key), cannotWrite));
    for (const person of persons) if (person !== undefined) options.onOtherPerson?.(person);
    return allOf(removals);
  }

  function load(): MaybePromise<undefined> {
    return chain(
      attempt(() => adapter.keys(), cannotRead),
      (keys = []) => {
        const mine = keys.filter((key) => key.startsWith(prefix));
        const reads = mine.map((key) => {
          const text = attempt(() => adapter.get(key), cannotRead);
          return chain(text, (held) => take(key, held ?? null));
        });
        return chain(allOf([dropOthers(keys), ...reads]), () => {
          isLoaded = true;
          return undefined;
        });
      },
    );
  }

  function write(key: string, text: string | null): void {
    unwritten.set(key, text);
    if (writing !== null) return;
    const rest = writeAll();
    if (isPromiseLike(rest)) writing = rest;
  }

  /** One after another, so that an older text never lands on a newer one; at once where the adapter answers at once. */
  function writeAll(): MaybePromise<undefined> {
    for (const [key, text] of unwritten) {
      unwritten.delete(key);
      const done = attempt(() => (text === null ? adapter.remove(key) : adapter.set(key, text)), cannotWrite);
      if (isPromiseLike(done)) return done.then(writeAll);
    }
    writing = null;
    return undefined;
  }

  function readAs<Value>(kind: RecordKind<Value>, key: string): { value: Value; at: number } | undefined {
    const text = texts.get(key);
    if (text === undefined || text === null) return undefined;
    const record = readRecord(text);
    if (record !== undefined && record.version > kind.version) return undefined;
    const isOld = record !== undefined && kind.maxAgeMs !== undefined && now() - record.at > kind.maxAgeMs;
    const value = record === undefined || isOld ? undefined : kind.read(record.data, record.version);
    if (record !== undefined && value !== undefined) return { value, at: record.at };
    if (!isOld) warn('A stored record could not be understood and was removed');
    forget(key);
    return undefined;
  }

  function forget(key: string): void {
    if (!texts.has(key) && isLoaded) return;
    if (isLoaded) texts.delete(key);
    else texts.set(key, null);
    write(key, null);
  }

  function entries<Value>(kind: RecordKind<Value>): Map<string, Value> {
    const kindPrefix = `${prefix}${kind.name}/`;
    const found: { id: string; value: Value; at: number }[] = [];
    for (const key of [...texts.keys()]) {
      const record = key.startsWith(kindPrefix) ? readAs(kind, key) : undefined;
      if (record !== undefined) found.push({ id: idOf(key.slice(kindPrefix.length)), ...record });
    }
    return new Map(found.sort((one, other) => one.at - other.at).map(({ id, value }) => [id, value]));
  }

  const keyOf = (kind: RecordKind<unknown>, id: string) => `${prefix}${kind.name}/${encodeURIComponent(id)}`;
  const loading = load();

  return {
    isLoaded: () => isLoaded,
    loaded: Promise.resolve(loading),
    get: (kind, id) => readAs(kind, keyOf(kind, id))?.value,
    entries,
    set(kind, id, value) {
      if (isWiped) return;
      const key = keyOf(kind, id);
      const text = writeRecord({ version: kind.version, at: now(), data: value });
      const isNew = !texts.has(key);
      texts.set(key, text);
      write(key, text);
      if (!isNew) return;
      const held = [...entries(kind).keys()];
      for (const old of held.slice(0, Math.max(0, held.length - (kind.limit ?? 100)))) forget(keyOf(kind, old));
    },
    remove: (kind, id) => forget(keyOf(kind, id)),
    async flush() {
      await writing;
    },
    wipe() {
      isWiped = true;
      texts.clear();
      unwritten.clear();
      const removeAll = () =>
        chain(
          attempt(() => adapter.keys(), cannotRead),
          (keys = []) => {
            texts.clear();
            const mine = keys.filter((key) => key.startsWith(prefix));
            return allOf(mine.map((key) => attempt(() => adapter.remove(key), cannotWrite)));
          },
        );
      return Promise.resolve(chain(allOf([loading, writing ?? undefined]), removeAll));
    },
  };
}

/** Ids are ours or Dify's; a key that somebody else wrote may hold anything. */
function idOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
