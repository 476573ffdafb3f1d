import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { dropRows } from './drop-rows.ts';
import { patchRows } from './patch-rows.ts';

interface Row {
  id: string;
  name: string;
  on: boolean;
}

const lists = ['c', 'dify', 'rows'];
const row = (id: string): Row => ({ id, name: id, on: true });

function held() {
  const client = new QueryClient();
  client.setQueryData([...lists, { page: 1 }], { data: [row('a'), row('b'), row('c')], total: 3 });
  client.setQueryData([...lists, { pages: 'all' }], {
    pages: [{ data: [row('a')] }, { data: [row('b')] }],
    pageParams: [1, 2],
  });
  client.setQueryData([...lists, 'a'], row('a'));
  const names = () => client.getQueryData<{ data: Row[] }>([...lists, { page: 1 }])?.data.map(({ name }) => name);
  const own = (id: string) => [...lists, id];
  return { client, names, own };
}

describe('patchRows', () => {
  it('changes a row wherever it stands, and nothing else', () => {
    const { client, names, own } = held();
    patchRows<Row>(client, { lists, own }, ['a'], () => ({ name: 'A' }));
    expect(names()).toEqual(['A', 'b', 'c']);
    expect(client.getQueryData(own('a'))).toEqual({ id: 'a', name: 'A', on: true });
    expect(client.getQueryData([...lists, { pages: 'all' }])).toMatchObject({
      pages: [{ data: [{ name: 'A' }] }, { data: [{ name: 'b' }] }],
    });
  });

  it('takes back one of several rows', () => {
    const { client, names } = held();
    const undo = patchRows<Row>(client, { lists }, ['a', 'b'], ({ name }) => ({ name: name.toUpperCase() }));
    undo(['b']);
    expect(names()).toEqual(['A', 'b', 'c']);
  });

  it('leaves alone what was changed again meanwhile', () => {
    const { client, names } = held();
    const undo = patchRows<Row>(client, { lists }, ['a'], () => ({ name: 'first', on: false }));
    patchRows<Row>(client, { lists }, ['a'], () => ({ name: 'second' }));
    undo();
    expect(names()?.[0]).toBe('second');
    expect(client.getQueryData<{ data: Row[] }>([...lists, { page: 1 }])?.data[0]?.on).toBe(true);
  });
});

describe('dropRows', () => {
  it('takes a row out of every list and off the total, and puts it back in its place', () => {
    const { client, names } = held();
    const undo = dropRows(client, lists, ['b']);
    expect(names()).toEqual(['a', 'c']);
    expect(client.getQueryData([...lists, { page: 1 }])).toMatchObject({ total: 2 });
    undo();
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(client.getQueryData([...lists, { page: 1 }])).toMatchObject({ total: 3 });
  });

  it('does not touch what lies below the list', () => {
    const { client, own } = held();
    dropRows(client, lists, ['a']);
    expect(client.getQueryData(own('a'))).toEqual(row('a'));
  });
});
