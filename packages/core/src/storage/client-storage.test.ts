import { describe, expect, it } from 'vitest';
import { type ClientStorageOptions, openClientStorage } from './client-storage.ts';
import { draftRecord } from './draft-record.ts';
import { memoryAdapter } from './memory-adapter.ts';
import type { RecordKind } from './record-kind.ts';
import type { StorageAdapter } from './storage-adapter.ts';

const scope = { baseURL: '/api/dify/support', person: 'ada' };
const keyPrefix = 'dify-oapi/%2Fapi%2Fdify%2Fsupport/';

function open(adapter: StorageAdapter, options: Partial<ClientStorageOptions> = {}) {
  const warnings: string[] = [];
  const storage = openClientStorage({ adapter, ...scope, onWarning: (text) => warnings.push(text), ...options });
  return { storage, warnings };
}

/** The same place, but each answer takes a turn of the loop. */
function slow(adapter: StorageAdapter): StorageAdapter {
  return {
    get: async (key) => adapter.get(key),
    set: async (key, value) => adapter.set(key, value),
    remove: async (key) => adapter.remove(key),
    keys: async () => adapter.keys(),
  };
}

describe('openClientStorage', () => {
  it('finds after a reload what was kept before', () => {
    const adapter = memoryAdapter();
    open(adapter).storage.set(draftRecord, 'c1', 'Half a question');
    const { storage } = open(adapter);
    expect(storage.isLoaded()).toBe(true);
    expect(storage.get(draftRecord, 'c1')).toBe('Half a question');
  });

  it('writes again and again, and removes', () => {
    const adapter = memoryAdapter();
    const { storage } = open(adapter);
    for (const text of ['a', 'ab', 'abc']) storage.set(draftRecord, 'c1', text);
    expect(open(adapter).storage.get(draftRecord, 'c1')).toBe('abc');
    storage.remove(draftRecord, 'c1');
    expect(adapter.keys()).toEqual([]);
  });

  it('keeps the last of many writes where the adapter answers later', async () => {
    const adapter = memoryAdapter();
    const { storage } = open(slow(adapter));
    for (const text of ['a', 'ab', 'abc']) storage.set(draftRecord, 'c1', text);
    await storage.flush();
    expect(open(adapter).storage.get(draftRecord, 'c1')).toBe('abc');
  });

  it('prefers what was written meanwhile to what a slow adapter finds', async () => {
    const adapter = memoryAdapter();
    const before = open(adapter).storage;
    before.set(draftRecord, 'c1', 'old');
    before.set(draftRecord, 'c2', 'old too');
    const { storage } = open(slow(adapter));
    expect(storage.isLoaded()).toBe(false);
    storage.set(draftRecord, 'c1', 'new');
    storage.remove(draftRecord, 'c2');
    await storage.loaded;
    expect([storage.get(draftRecord, 'c1'), storage.get(draftRecord, 'c2')]).toEqual(['new', undefined]);
    await storage.flush();
    expect(open(adapter).storage.entries(draftRecord)).toEqual(new Map([['c1', 'new']]));
  });

  it.each([
    [
      'throws',
      (): never => {
        throw new DOMException('Blocked.', 'SecurityError');
      },
    ],
    ['rejects', () => Promise.reject(new DOMException('Blocked.', 'SecurityError'))],
  ])('goes on in memory and warns once of each kind when the storage %s', async (_, fail) => {
    const { storage, warnings } = open({ get: fail, set: fail, remove: fail, keys: fail });
    storage.set(draftRecord, 'c1', 'one');
    storage.set(draftRecord, 'c2', 'two');
    await storage.loaded;
    await storage.flush();
    expect([...storage.entries(draftRecord).values()]).toEqual(['one', 'two']);
    expect(warnings.map((text) => text.split(' (')[0])).toEqual([
      'The storage cannot be read',
      'The storage takes nothing',
    ]);
    await storage.wipe();
    expect(storage.get(draftRecord, 'c1')).toBeUndefined();
  });

  it('goes on in memory when the storage is full', () => {
    const adapter = memoryAdapter();
    const full = {
      ...adapter,
      set: () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      },
    };
    const { storage, warnings } = open(full);
    storage.set(draftRecord, 'c1', 'kept');
    expect(storage.get(draftRecord, 'c1')).toBe('kept');
    expect(warnings).toEqual([
      'The storage takes nothing (QuotaExceededError). What is to be kept is held in memory until the page is left.',
    ]);
  });

  it.each([
    '',
    'null',
    '[1]',
    '{"version":1}',
    '{"version":1,"at":9e15,"data":7}',
    '{"version":"1","at":1,"data":"x"}',
    'x',
  ])('removes what it cannot understand: %j', (text) => {
    const adapter = memoryAdapter();
    adapter.set(`${keyPrefix}ada/draft/c1`, text);
    const { storage, warnings } = open(adapter);
    expect(storage.get(draftRecord, 'c1')).toBeUndefined();
    expect(warnings).toHaveLength(1);
    expect(adapter.keys()).toEqual([]);
  });

  it('leaves alone what is not ours, and what a newer version wrote', () => {
    const adapter = memoryAdapter();
    const newer = '{"version":2,"at":1,"data":"new form"}';
    adapter.set(`${keyPrefix}ada/draft/c1`, newer);
    adapter.set('theme', 'dark');
    adapter.set('dify-oapi/%2Fapi%2Fdify%2Fother/ada/draft/c1', 'x');
    const { storage, warnings } = open(adapter);
    expect(storage.get(draftRecord, 'c1')).toBeUndefined();
    expect(warnings).toEqual([]);
    expect(adapter.keys()).toHaveLength(3);
  });

  it('reads a record of an older version through its kind', () => {
    const adapter = memoryAdapter();
    open(adapter).storage.set(draftRecord, 'c1', 'text');
    const later: RecordKind<{ text: string }> = {
      name: 'draft',
      version: 2,
      read: (data, version) => (version === 1 && typeof data === 'string' ? { text: data } : undefined),
    };
    expect(open(adapter).storage.get(later, 'c1')).toEqual({ text: 'text' });
  });

  it('forgets what is too old, and the oldest of too many', () => {
    const adapter = memoryAdapter();
    let time = 0;
    const { storage, warnings } = open(adapter, { now: () => time });
    for (let count = 0; count < 60; count++) {
      time++;
      storage.set(draftRecord, `c${count}`, `text ${count}`);
    }
    expect(storage.entries(draftRecord).size).toBe(50);
    expect(storage.get(draftRecord, 'c9')).toBeUndefined();
    expect(storage.get(draftRecord, 'c10')).toBe('text 10');
    time += 31 * 24 * 60 * 60_000;
    expect(storage.entries(draftRecord).size).toBe(0);
    expect(adapter.keys()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('takes ids of any letters', () => {
    const adapter = memoryAdapter();
    const id = 'a/b%2F:~\u{1F600}';
    open(adapter).storage.set(draftRecord, id, 'x');
    expect([...open(adapter).storage.entries(draftRecord).keys()]).toEqual([id]);
  });

  it.each([
    ['at once', (adapter: StorageAdapter) => adapter],
    ['later', slow],
  ])(
    'removes what another person left behind, and tells whose it was, when the adapter answers %s',
    async (_, wrap) => {
      const adapter = memoryAdapter();
      open(adapter).storage.set(draftRecord, 'c1', 'of Ada');
      const others: string[] = [];
      const { storage } = open(wrap(adapter), { person: 'bob', onOtherPerson: (person) => others.push(person) });
      await storage.loaded;
      expect(others).toEqual(['ada']);
      expect(adapter.keys()).toEqual([]);
      expect(storage.get(draftRecord, 'c1')).toBeUndefined();
    },
  );

  it('wipes its scope alone, at once, and takes nothing afterwards', () => {
    const adapter = memoryAdapter();
    const { storage } = open(adapter);
    const other = open(adapter, { baseURL: '/api/dify/other' }).storage;
    storage.set(draftRecord, 'c1', 'gone');
    other.set(draftRecord, 'c1', 'stays');
    void storage.wipe();
    expect(adapter.keys()).toEqual(['dify-oapi/%2Fapi%2Fdify%2Fother/ada/draft/c1']);
    storage.set(draftRecord, 'c1', 'late');
    expect(adapter.keys()).toHaveLength(1);
    expect(storage.get(draftRecord, 'c1')).toBeUndefined();
  });

  it('leaves nothing behind when it is wiped in the middle of slow writes', async () => {
    const adapter = memoryAdapter();
    const { storage } = open(slow(adapter));
    for (let count = 0; count < 5; count++) storage.set(draftRecord, `c${count}`, 'x');
    await storage.wipe();
    await storage.flush();
    expect(adapter.keys()).toEqual([]);
  });
});
