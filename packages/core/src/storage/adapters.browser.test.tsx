import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openClientStorage } from './client-storage.ts';
import { draftRecord } from './draft-record.ts';
import { indexedDBAdapter } from './indexed-db-adapter.ts';
import { sessionStorageAdapter } from './session-storage-adapter.ts';

const scope = { baseURL: '/api/dify/adapters-test', person: 'ada' };

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessionStorage.clear();
});

describe.each([
  ['sessionStorage', () => sessionStorageAdapter()],
  ['IndexedDB', () => indexedDBAdapter({ name: 'adapters-test' })],
])('%s in a browser', (_, adapter) => {
  it('keeps, changes, lists and removes', async () => {
    const place = adapter();
    await place.set('a', '1');
    await place.set('a', '2');
    await place.set('b', 'ä \u{1F600}');
    expect([await place.get('a'), await place.get('b'), await place.get('c')]).toEqual(['2', 'ä \u{1F600}', null]);
    await place.remove('a');
    await place.remove('never there');
    expect((await adapter().keys()).filter((key) => key.length === 1)).toEqual(['b']);
    await place.remove('b');
  });

  it('is found again after a reload, and wiped', async () => {
    const first = openClientStorage({ adapter: adapter(), ...scope });
    first.set(draftRecord, 'c1', 'Half a question');
    await first.flush();
    const second = openClientStorage({ adapter: adapter(), ...scope });
    await second.loaded;
    expect(second.get(draftRecord, 'c1')).toBe('Half a question');
    await second.wipe();
    // Pages of other tests may be there as well.
    expect((await adapter().keys()).filter((key) => key.includes('adapters-test'))).toEqual([]);
  });
});

describe('sessionStorage that fails', () => {
  it('goes on in memory when it is full', () => {
    const warnings: string[] = [];
    const storage = openClientStorage({
      adapter: sessionStorageAdapter(),
      ...scope,
      onWarning: (text) => warnings.push(text),
    });
    storage.set(draftRecord, 'c1', 'x'.repeat(20_000_000));
    expect(storage.get(draftRecord, 'c1')).toHaveLength(20_000_000);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('QuotaExceededError');
  });

  it('keeps nothing where there is none, and says nothing', () => {
    vi.stubGlobal('sessionStorage', undefined);
    const warnings: string[] = [];
    const storage = openClientStorage({
      adapter: sessionStorageAdapter(),
      ...scope,
      onWarning: (text) => warnings.push(text),
    });
    storage.set(draftRecord, 'c1', 'x');
    expect(storage.get(draftRecord, 'c1')).toBe('x');
    expect(warnings).toEqual([]);
  });

  it('goes on in memory where the browser forbids it', () => {
    const forbidden = vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    });
    const warnings: string[] = [];
    const storage = openClientStorage({
      adapter: sessionStorageAdapter(),
      ...scope,
      onWarning: (text) => warnings.push(text),
    });
    storage.set(draftRecord, 'c1', 'x');
    expect(storage.get(draftRecord, 'c1')).toBe('x');
    expect(warnings.map((text) => text.split(' (')[0])).toEqual([
      'The storage cannot be read',
      'The storage takes nothing',
    ]);
    forbidden.mockRestore();
  });
});

describe('IndexedDB that fails', () => {
  it('goes on in memory where there is none', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const warnings: string[] = [];
    const storage = openClientStorage({
      adapter: indexedDBAdapter(),
      ...scope,
      onWarning: (text) => warnings.push(text),
    });
    storage.set(draftRecord, 'c1', 'x');
    await storage.loaded;
    await storage.flush();
    expect(storage.get(draftRecord, 'c1')).toBe('x');
    expect(warnings).toHaveLength(2);
  });

  it('opens its database again after another tab removed it', async () => {
    const place = indexedDBAdapter({ name: 'adapters-test-gone' });
    await place.set('a', '1');
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('adapters-test-gone').onsuccess = resolve;
    });
    expect(await place.get('a')).toBeNull();
    await place.set('a', '2');
    expect(await place.get('a')).toBe('2');
  });
});
