import { describe, expect, it } from 'vitest';
import { fixtureStreams, type RecordedStream, wireStreams } from '../testing/recorded-streams.ts';
import { bodyOf, bytesOf, cutAt, inPieces } from '../testing/streams.ts';
import { readEvents } from './read-events.ts';

/** The events as text, or what was warned of. */
async function read(pieces: readonly Uint8Array[]): Promise<string> {
  const events: unknown[] = [];
  for await (const event of readEvents(bodyOf(pieces), { onWarning: (warning) => events.push(warning) }))
    events.push(event);
  return JSON.stringify(events);
}

/** What the server sent, read without any of our code. */
function expected({ text }: RecordedStream): string {
  const records = text.split('\n').filter((record) => record.startsWith('data: '));
  return JSON.stringify(records.map((record) => withData(JSON.parse(record.slice('data: '.length)))));
}

/** Events of data sources have an empty `data` where the server sends none. */
function withData(event: Record<string, unknown>): Record<string, unknown> {
  return String(event.event).startsWith('datasource_') ? { ...event, data: event.data ?? {} } : event;
}

/** Bytes in pieces of `size`, of which the first one is shorter: over all its lengths, every place is cut once. */
function inShiftedPieces(bytes: Uint8Array, size: number, first: number): Uint8Array[] {
  return [bytes.slice(0, first), ...inPieces(bytes.slice(first), size)].filter((piece) => piece.length > 0);
}

async function readsTheSameCutAnywhere(stream: RecordedStream, size: number): Promise<void> {
  const bytes = bytesOf(stream.text);
  const whole = expected(stream);
  for (let first = 0; first < size; first++)
    expect(await read(inShiftedPieces(bytes, size, first)), stream.name).toBe(whole);
}

const recorded = wireStreams();

describe('recorded streams', () => {
  it.each(fixtureStreams().filter(({ text }) => text.length < 3000))(
    'S01: $name reads the same wherever it is cut in two',
    async (stream) => {
      const bytes = bytesOf(stream.text);
      for (let at = 0; at <= bytes.length; at++) expect(await read(cutAt(bytes, at))).toBe(expected(stream));
    },
  );

  it.each(fixtureStreams())('S01: $name reads the same with a cut at every byte, many at once', (stream) =>
    readsTheSameCutAnywhere(stream, 97),
  );

  it.each(fixtureStreams())('S02: $name reads the same one byte a piece', async (stream) => {
    expect(await read(inPieces(bytesOf(stream.text), 1))).toBe(expected(stream));
  });
});

describe.skipIf(recorded.length === 0)('all recordings of real servers', () => {
  it('S11: hold no event that is unknown here', async () => {
    for (const { name, text } of recorded) {
      for await (const event of readEvents(bodyOf([bytesOf(text)]))) expect(event.event, name).not.toBe('unknown');
    }
  });

  it('S01: small ones read the same with a cut at every byte', async () => {
    for (const stream of recorded.filter(({ text }) => text.length <= 5000)) await readsTheSameCutAnywhere(stream, 61);
  });

  it('S02: those of middle size read the same one byte a piece', async () => {
    for (const stream of recorded.filter(({ text }) => text.length <= 10_000))
      expect(await read(inPieces(bytesOf(stream.text), 1)), stream.name).toBe(expected(stream));
  });

  it.each([7, 61, 1021])('S02: all read the same in pieces of %i bytes', async (size) => {
    for (const stream of recorded)
      expect(await read(inPieces(bytesOf(stream.text), size)), stream.name).toBe(expected(stream));
  });
});
