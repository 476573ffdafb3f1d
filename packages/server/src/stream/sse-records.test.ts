import { describe, expect, it } from 'vitest';
import { createSSERecords, type SSERecord } from './sse-records.ts';

function recordsIn(...pieces: readonly string[]): SSERecord[] {
  const records: SSERecord[] = [];
  const reader = createSSERecords(1_000_000, (record) => records.push(record));
  for (const piece of pieces) reader.feed(piece);
  reader.end();
  return records;
}

describe('createSSERecords', () => {
  it.each([
    ['data:x\n\n', [{ event: '', data: 'x' }]],
    ['data: x\n\n', [{ event: '', data: 'x' }]],
    ['data:  x\n\n', [{ event: '', data: ' x' }]],
    ['data: a\ndata: b\n\n', [{ event: '', data: 'a\nb' }]],
    ['event: ping\n\n', [{ event: 'ping', data: '' }]],
    ['event: ping\ndata: x\n\n', [{ event: 'ping', data: 'x' }]],
    ['\n\n\n', []],
    [': a comment\nid: 7\nretry: 5\nnonsense\n\n', []],
    ['data\n\n', [{ event: '', data: '' }]],
    ['data: x', [{ event: '', data: 'x' }]],
    ['data: a\r\n\r\ndata: b\r\rdata: c\n\n', [{ data: 'a' }, { data: 'b' }, { data: 'c' }]],
  ])('reads %j', (text, expected) => {
    expect(recordsIn(text)).toMatchObject(expected);
    expect(recordsIn(text)).toHaveLength(expected.length);
  });

  it('reads the same in any two pieces, and character by character', () => {
    const text = 'event: ping\r\n\r\ndata: a\r\ndata: b\r\n\r\ndata: c\r\rdata: 🚲\n\n: x\n\ndata: d';
    const whole = recordsIn(text);
    expect(whole).toHaveLength(5);
    for (let at = 0; at <= text.length; at++) expect(recordsIn(text.slice(0, at), text.slice(at))).toEqual(whole);
    expect(recordsIn(...text.split(''))).toEqual(whole);
  });

  it('refuses a record that is too long, in one line or in many', () => {
    const feed = (text: string) => () => createSSERecords(100, () => undefined).feed(text);
    expect(feed('x'.repeat(101))).toThrow(RangeError);
    expect(feed('data: 1234567890\n'.repeat(10))).toThrow(RangeError);
    expect(feed('data: 1234567890\n\n'.repeat(100))).not.toThrow();
  });
});
