import { describe, expect, it } from 'vitest';
import { handlerOn, question } from '../testing/handler-on.ts';
import { recordedDify, stream } from '../testing/recorded-dify.ts';
import { fixtureStreams, type RecordedStream, wireStreams } from '../testing/recorded-streams.ts';
import { attached, handleIn, recordsIn } from '../testing/run-requests.ts';
import { createLogBuffer } from './log-buffer.ts';
import { textDelta } from './text-delta.ts';

type Detail = 'none' | 'full';
type Numbered = readonly [number, Record<string, unknown>];

async function replayed({ text }: RecordedStream, detail: Detail) {
  const dify = recordedDify(() => stream(text));
  const handler = handlerOn(dify.fetch, { detail });
  const response = await handler(question());
  const whole = (await response.text()).replaceAll('event: ping\n\n', '');
  const handle = handleIn(response);
  const tail = async (after: number) => (await handler(attached(handle, after))).text();
  return { whole, tail, last: recordsIn(whole).length, requests: dify.requests };
}

/** The part of a stream that follows a number. */
function tailOf(whole: string, number: number): string {
  const records = whole.split(/(?<=\n\n)/);
  return records.slice(number).join('');
}

/** Records with neighbouring pieces of one text as one, each without its number. */
function joined(records: readonly Numbered[]): string[] {
  const list: string[] = [];
  let open: { kind: string; text: string } | undefined;
  const close = () => {
    if (open !== undefined) list.push(`${open.kind} ${open.text}`);
    open = undefined;
  };
  for (const [, event] of records) {
    const delta = textDelta(JSON.stringify(event));
    if (delta === undefined || delta.kind !== open?.kind) close();
    if (delta === undefined) list.push(JSON.stringify(event));
    else open = { kind: delta.kind, text: (open?.text ?? '') + delta.text };
  }
  close();
  return list.filter((record) => !record.endsWith('} '));
}

/** Every number of a short stream; of a long one those at both ends, and some between. */
function placesIn(last: number): number[] {
  const all = Array.from({ length: last + 1 }, (_, at) => at);
  return last <= 40 ? all : all.filter((at) => at < 10 || at > last - 10 || at % 29 === 0);
}

const recorded = wireStreams();

describe('whatever event a reader has, it gets exactly what follows', () => {
  for (const detail of ['none', 'full'] as const) {
    it.each(fixtureStreams())(`of $name at detail ${detail}`, async (one) => {
      const { last, requests, tail, whole } = await replayed(one, detail);
      expect(last).toBeGreaterThan(0);
      expect(whole.match(/^id: \d+$/gm)).toEqual(Array.from({ length: last }, (_, at) => `id: ${at + 1}`));
      for (let at = 0; at <= last; at++) expect(await tail(at)).toBe(tailOf(whole, at));
      expect(requests).toHaveLength(1);
    });
  }

  it.skipIf(recorded.length === 0)('of every recorded stream', { timeout: 120_000 }, async () => {
    for (const one of recorded) {
      const { last, tail, whole } = await replayed(one, 'full');
      for (const at of placesIn(last)) {
        if ((await tail(at)) !== tailOf(whole, at)) expect.fail(`${one.name} differs after event ${at}.`);
      }
    }
  });

  it.each([...fixtureStreams(), ...recorded])('of $name when its text was merged', async (one) => {
    const { whole } = await replayed(one, 'full');
    const records = recordsIn(whole);
    const buffer = createLogBuffer();
    // Merged in several goes, as a log that fills up is.
    for (const [at, [, event]] of records.entries()) {
      buffer.append(JSON.stringify(event));
      if (at % 37 === 36) buffer.compact();
    }
    buffer.compact();
    for (const at of placesIn(records.length)) {
      const rest = readAll(buffer, at);
      expect(joined(rest)).toEqual(joined(records.slice(at)));
      const numbers = rest.map(([number]) => number);
      expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right));
      if (at < records.length) {
        expect(numbers[0]).toBeGreaterThan(at);
        expect(numbers.at(-1)).toBe(records.length);
      }
    }
  });
});

function readAll(buffer: ReturnType<typeof createLogBuffer>, from: number): Numbered[] {
  let text = '';
  for (let at = from; ; ) {
    const page = buffer.read(at);
    if (page === undefined) expect.fail(`Nothing follows ${at}.`);
    if (page.text === '') return recordsIn(text);
    text += page.text;
    at = page.last;
  }
}
