import { describe, expect, it } from 'vitest';
import { closedView, type View } from '../answers/view.ts';
import { createEventFilter } from '../stream/event-filter.ts';
import { createSSERecords, type SSERecord } from '../stream/sse-records.ts';
import { canaryStream } from '../testing/canaries.ts';
import { randomOf } from '../testing/random-of.ts';
import { fixtureStreams } from '../testing/recorded-streams.ts';
import { createDeltaLane } from './delta-lane.ts';

const open: View = { ...closedView, detail: 'full', thinking: true, usage: true, seal: (_, id) => `${id}~sealed` };

function recordsOf(text: string): SSERecord[] {
  const records: SSERecord[] = [];
  const reader = createSSERecords(10_000_000, (record) => records.push(record));
  reader.feed(text);
  reader.end();
  return records;
}

/** What goes on, by the shortcut and by the filter alone. */
function both(records: readonly SSERecord[], view: View): [string[], string[]] {
  const filter = createEventFilter(view);
  const lane = createDeltaLane(createEventFilter(view));
  const slow = records.map((record) => {
    const event = filter.read(record);
    return typeof event === 'string' || event === null ? String(event) : JSON.stringify(event.fields);
  });
  const fast = records.map((record) => {
    const event = lane.read(record);
    return typeof event === 'string' || event === null ? String(event) : event.data;
  });
  return [fast, slow];
}

describe('the shortcut for pieces of text', () => {
  const streams = [...fixtureStreams(), { name: 'canaries', text: canaryStream.repeat(3) }];

  it.each(streams)('makes of $name what the filter makes', ({ text }) => {
    for (const view of [closedView, open]) {
      const [fast, slow] = both(recordsOf(text), view);
      expect(fast).toEqual(slow);
    }
  });

  it('makes the same of whatever stands where the text is', () => {
    const seed = 20_261_123;
    const random = randomOf(seed);
    const parts = [
      'a',
      ' ',
      '"',
      '\\',
      '\\"',
      '\\n',
      '\\u00e9',
      '\\ud83d\\udeb2',
      '🚲',
      'é',
      '\u2028',
      '\u0001',
      '\u007f',
      '}',
      '{',
      ',',
      ':',
    ];
    const more = ['"answer": "', '","id":"x', '\\u00', '\\x', '","task_id":"CANARY', '\t', 'null', '[', '__proto__'];
    const any = [...parts, ...more];
    const head =
      '{"event": "message", "task_id": "87133e06-e616-45f3-a517-313ca2e24627", "secret": "CANARY", "answer": "';
    const tail = '", "from_variable_selector": ["n", "text"]}';
    const records = Array.from({ length: 3000 }, (_, at) => {
      const text = Array.from({ length: Math.floor(random() * 6) }, () => any[Math.floor(random() * any.length)]).join(
        '',
      );
      return { event: '', data: at === 0 ? `${head}first${tail}` : head + text + tail };
    });
    for (const view of [closedView, open]) {
      const [fast, slow] = both(records, view);
      expect(fast, `seed ${seed}`).toEqual(slow);
    }
  });

  it('tells of the events that are more than text', () => {
    const lane = createDeltaLane(createEventFilter(closedView));
    const message = (answer: string) => ({ event: '', data: JSON.stringify({ event: 'message', answer }) });
    expect(lane.read(message('a'))).toMatchObject({ event: { name: 'message' } });
    expect(lane.read(message('b'))).toEqual({ data: '{"event":"message","answer":"b"}', event: undefined });
    expect(lane.read({ event: '', data: '{"event":"message_end"}' })).toMatchObject({ event: { name: 'message_end' } });
    expect(lane.read({ event: 'ping', data: '' })).toBe('ping');
  });
});
