import { describe, expect, it } from 'vitest';
import { recordsIn, textIn } from '../testing/run-requests.ts';
import { createLogBuffer } from './log-buffer.ts';
import { fullText } from './merged-text.ts';
import { createShelf, type ShelfItem } from './shelf.ts';

const message = (answer: string, id = 'm') => JSON.stringify({ event: 'message', id, answer });
const node = (id: string) => JSON.stringify({ event: 'node_started', data: { id } });

function filled(count: number) {
  const buffer = createLogBuffer();
  for (let at = 0; at < count; at++) buffer.append(message(`${at} `));
  return buffer;
}

describe('a log', () => {
  it('numbers its events from 1', () => {
    const buffer = filled(2);
    expect(buffer.read(0)).toEqual({
      text: `id: 1\ndata: ${message('0 ')}\n\nid: 2\ndata: ${message('1 ')}\n\n`,
      last: 2,
    });
    expect(buffer.read(2)).toEqual({ text: '', last: 2 });
  });

  it('merges neighbouring pieces of one text, under the number of the last', () => {
    const buffer = createLogBuffer();
    for (const data of [message('a'), message('b'), node('n'), message('c'), message('d', 'other'), message('e')]) {
      buffer.append(data);
    }
    expect(buffer.compact()).toBe(true);
    expect(recordsIn(buffer.read(0)?.text ?? '').map(([id, { answer, event }]) => [id, answer ?? event])).toEqual([
      [2, 'ab'],
      [3, 'node_started'],
      [4, 'c'],
      [5, 'd'],
      [6, 'e'],
    ]);
    expect(recordsIn(buffer.read(1)?.text ?? '')[0]).toEqual([2, { event: 'message', id: 'm', answer: 'b' }]);
  });

  it.each([
    ['message', { answer: 'x' }],
    ['agent_message', { answer: 'x' }],
    ['text_chunk', { data: { text: 'x', from_variable_selector: ['n', 'text'] } }],
    ['reasoning_chunk', { data: { reasoning: 'x', node_id: 'n', is_final: false } }],
  ])('merges %s', (event, fields) => {
    const buffer = createLogBuffer();
    for (let at = 0; at < 10; at++) buffer.append(JSON.stringify({ event, ...fields }));
    buffer.compact();
    const records = recordsIn(buffer.read(0)?.text ?? '');
    expect(records).toHaveLength(1);
    expect(JSON.stringify(records)).toContain('x'.repeat(10));
    expect(JSON.stringify(recordsIn(buffer.read(7)?.text ?? ''))).toContain('"xxx"');
  });

  it('takes less memory then, and merges in pieces that any reader can hold', () => {
    const buffer = filled(50_000);
    const before = buffer.size;
    buffer.compact();
    expect(buffer.size).toBeLessThan(before / 10);
    let at = 0;
    let text = '';
    while (at < buffer.last) {
      const page = buffer.read(at);
      expect(page?.text.length).toBeLessThan(4 * fullText);
      text += page?.text ?? '';
      at = page?.last ?? Number.POSITIVE_INFINITY;
    }
    expect(textIn(text)).toBe(Array.from({ length: 50_000 }, (_, n) => `${n} `).join(''));
  });

  it('forgets its beginning when even that is too much, and says so', () => {
    const buffer = createLogBuffer();
    for (let at = 0; at < 1000; at++) buffer.append(node(`${at}`));
    buffer.shrinkTo(10_000);
    expect(buffer.size).toBeLessThanOrEqual(10_000);
    expect(buffer.floor).toBeGreaterThan(0);
    expect(buffer.read(buffer.floor - 1)).toBeUndefined();
    expect(recordsIn(buffer.read(buffer.floor)?.text ?? '')[0]?.[0]).toBe(buffer.floor + 1);
    expect(buffer.last).toBe(1000);
  });

  it('takes records of another log, also those that it has in part', () => {
    const other = filled(10);
    const buffer = createLogBuffer();
    for (const record of other.recordsAfter(0).slice(0, 4)) buffer.add(record);
    other.compact();
    for (const record of other.recordsAfter(buffer.last)) buffer.add(record);
    expect(textIn(buffer.read(0)?.text ?? '')).toBe('0 1 2 3 4 5 6 7 8 9 ');
    expect(textIn(buffer.read(6)?.text ?? '')).toBe('6 7 8 9 ');
    buffer.add({ last: 20, data: node('x') });
    expect(buffer.floor).toBe(19);
    expect(buffer.read(10)).toBeUndefined();
  });
});

describe('the logs of a process', () => {
  function shelfOf(runBytes: number, processBytes: number) {
    const shelf = createShelf({ runBytes, processBytes });
    const gone: string[] = [];
    const add = (name: string, endedAt: number | null, events: number): ShelfItem => {
      const buffer = createLogBuffer();
      const item = { record: { buffer, endedAt }, onGone: () => gone.push(name) };
      shelf.add(item);
      for (let at = 0; at < events; at++) {
        buffer.append(node(`${name}-${at}`));
        shelf.fit(item);
      }
      return item;
    };
    return { shelf, gone, add };
  }

  it('stay within their bounds, each and together', () => {
    const { add, shelf } = shelfOf(20_000, 50_000);
    for (let at = 0; at < 10; at++) {
      const item = add(`running-${at}`, null, 1000);
      expect(item.record.buffer.size).toBeLessThanOrEqual(20_000);
      expect(shelf.size).toBeLessThanOrEqual(50_000);
    }
  });

  it('lose those that ended first before any that goes on', () => {
    const { add, gone } = shelfOf(1_000_000, 40_000);
    const running = add('running', null, 100);
    add('second', 2, 100);
    add('first', 1, 100);
    add('third', 3, 100);
    add('fourth', 4, 100);
    expect(gone[0]).toBe('first');
    expect(gone).not.toContain('fourth');
    expect(running.record.buffer.floor).toBe(0);
  });
});
