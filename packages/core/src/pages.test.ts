import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { endpoint, type PageKind } from './endpoint.ts';
import { NotFoundError } from './errors/api-error.ts';
import { items } from './pages.ts';
import { knownObject } from './schemas/known-object.ts';

interface Row {
  id: string;
  /** Unix seconds. */
  created_at: number;
}

interface Ask {
  page?: number;
  limit?: number;
  last_id?: string;
  first_id?: string;
  sort_by?: string;
}

interface Page {
  data: Row[];
  has_more?: boolean;
  total?: number;
}

const list = (pages?: PageKind) =>
  endpoint<Ask, Page>({
    operationId: 'listRows',
    method: 'GET',
    path: '/rows',
    payload: 'query',
    user: 'none',
    input: knownObject({}),
    output: v.custom<Page>(() => true),
    ...(pages === undefined ? {} : { pages }),
  });

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index + 1}`, created_at: 1000 - index }));

/** A list in pages by number, as Dify counts them. */
function numbered(held: Row[], hasMore = (end: number) => end < held.length) {
  return async ({ page = 1, limit = 20 }: Ask): Promise<Page> => {
    const end = page * limit;
    return { data: held.slice(end - limit, end), has_more: hasMore(end), total: held.length };
  };
}

/** A cursor list as Dify reads it: rows strictly before the cursor's second. */
function cursored(held: Row[]) {
  return async ({ last_id, limit = 20 }: Ask): Promise<Page> => {
    const cursor = held.find(({ id }) => id === last_id);
    if (last_id !== undefined && cursor === undefined) {
      throw new NotFoundError('Last Conversation Not Exists.', { code: 'not_found', status: 404 });
    }
    const rest = cursor === undefined ? held : held.filter((row) => row.created_at < cursor.created_at);
    return { data: rest.slice(0, limit), has_more: rest.length > limit };
  };
}

async function idsOf(kind: PageKind, input: Ask, read: (ask: Ask) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  for await (const row of items(list(kind), input, read(input), read)) ids.push(row.id);
  return ids;
}

describe('a list in numbered pages', () => {
  it('gives every item of every page', async () => {
    expect(await idsOf('page', { limit: 7 }, numbered(rows(20)))).toEqual(rows(20).map(({ id }) => id));
  });

  it('begins at the page that was asked for', async () => {
    expect(await idsOf('page', { limit: 7, page: 3 }, numbered(rows(20)))).toEqual([
      'r15',
      'r16',
      'r17',
      'r18',
      'r19',
      'r20',
    ]);
  });

  it('does not stop where has_more is wrongly false', async () => {
    expect(
      await idsOf(
        'page',
        { limit: 10 },
        numbered(rows(25), () => false),
      ),
    ).toHaveLength(25);
  });

  it('does not go on for ever where has_more is wrongly true', async () => {
    expect(
      await idsOf(
        'page',
        { limit: 10 },
        numbered(rows(20), () => true),
      ),
    ).toHaveLength(20);
  });

  it('reads until a page is empty where neither total nor has_more is told', async () => {
    const plain = numbered(rows(10));
    const ids = await idsOf('page', { limit: 5 }, async (ask) => ({ data: (await plain(ask)).data }));
    expect(ids).toHaveLength(10);
  });

  it('gives an item once when a new one pushes it to the next page', async () => {
    const held = rows(12);
    const plain = numbered(held);
    const ids = await idsOf('page', { limit: 5 }, async (ask) => {
      if (ask.page === 2) held.unshift({ id: 'new', created_at: 2000 });
      return plain(ask);
    });
    expect(ids).toEqual(rows(12).map(({ id }) => id));
  });

  it('misses no item when one before it is deleted', async () => {
    const held = rows(12);
    const plain = numbered(held);
    const ids = await idsOf('page', { limit: 5 }, async (ask) => {
      if (ask.page === 2 && held.length === 12) held.splice(0, 1);
      return plain(ask);
    });
    expect(new Set(ids)).toEqual(new Set(rows(12).map(({ id }) => id)));
    expect(ids).toHaveLength(12);
  });
});

describe('a list behind a cursor', () => {
  it('gives every item of every page', async () => {
    expect(await idsOf('last_id', { limit: 7 }, cursored(rows(20)))).toEqual(rows(20).map(({ id }) => id));
  });

  it('gives rows of the same second that the server would pass over', async () => {
    const held = rows(10).map((row, index) => ({ ...row, created_at: 1000 - Math.floor(index / 2) }));
    expect(await idsOf('last_id', { limit: 3 }, cursored(held))).toEqual(held.map(({ id }) => id));
  });

  it('ends where a whole page is of one second, without asking for ever', async () => {
    const held = rows(6).map((row) => ({ ...row, created_at: 7 }));
    expect(await idsOf('last_id', { limit: 3 }, cursored(held))).toEqual(['r1', 'r2', 'r3']);
  });

  it('goes on when the row at the cursor was deleted meanwhile', async () => {
    const held = rows(9);
    const plain = cursored(held);
    const ids = await idsOf('last_id', { limit: 3 }, async (ask) => {
      if (ask.last_id === 'r2') held.splice(1, 1);
      return plain(ask);
    });
    expect(ids).toEqual(rows(9).map(({ id }) => id));
  });

  it('goes back in time by first_id, the newest first', async () => {
    const held = rows(7);
    const ids = await idsOf('first_id', { limit: 3 }, async ({ first_id, limit = 20 }) => {
      const cursor = held.find(({ id }) => id === first_id);
      const rest = cursor === undefined ? held : held.filter((row) => row.created_at < cursor.created_at);
      return { data: rest.slice(0, limit).toReversed(), has_more: rest.length > limit };
    });
    expect(ids).toEqual(held.map(({ id }) => id));
  });
});

describe('other lists', () => {
  it('gives the items of a list that comes whole', async () => {
    expect(await idsOf('whole', {}, async () => ({ data: rows(3), has_more: false }))).toEqual(['r1', 'r2', 'r3']);
  });

  it('says what to do with a call that has no pages', async () => {
    const loop = items(list(), {}, Promise.resolve({ data: [], has_more: false }), numbered([]));
    await expect(loop.next()).rejects.toThrow('listRows answers no pages. Await the call instead');
  });

  it('asks for no page before the items of the last one are taken', async () => {
    const asked: unknown[] = [];
    const read = async (ask: Ask) => {
      asked.push(ask.page ?? 1);
      return numbered(rows(20))(ask);
    };
    for await (const { id } of items(list('page'), { limit: 5 }, read({ limit: 5 }), read)) if (id === 'r7') break;
    expect(asked).toEqual([1, 2]);
  });
});
