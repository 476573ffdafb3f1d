import { bench, describe } from 'vitest';
import { bodyOf, bytesOf, inPieces, line } from '../testing/streams.ts';
import { readEvents } from './read-events.ts';
import { recordParser } from './record-parser.ts';
import { toEvent } from './to-event.ts';

/** Cuts lines at LF and parses their JSON: what no reader of a stream can do without. */
function lineReader(): (piece: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (piece) => {
    const text = decoder.decode(piece, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const record = rest + text.slice(from, end);
      rest = '';
      from = end + 1;
      if (record.startsWith('data: ')) JSON.parse(record.slice('data: '.length));
    }
    rest += text.slice(from);
  };
}

/** The table's `relative` is against the first row; the last row is what users call. */
function compare(name: string, records: readonly string[]): void {
  const pieces = inPieces(bytesOf(records.join('')), 1024);
  describe(name, () => {
    bench('bound: decode, cut and JSON.parse of pieces at hand', () => {
      pieces.forEach(lineReader());
    });

    bench('our parser: the same with typed events', () => {
      const decoder = new TextDecoder();
      const parser = recordParser(toEvent, 1e9);
      for (const piece of pieces) parser.feed(decoder.decode(piece, { stream: true }));
      parser.end();
    });

    bench('bound: decode, cut and JSON.parse of a stream', async () => {
      const read = lineReader();
      const reader = bodyOf(pieces).getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) read(next.value);
    });

    bench('readEvents: the same with typed events, one by one', async () => {
      for await (const _ of readEvents(bodyOf(pieces)));
    });
  });
}

const many = Array.from({ length: 5000 }, (_, at) => line('message', { id: 'm', answer: `token ${at} ` }));
const large = Array.from({ length: 4 }, () => line('message', { id: 'm', answer: 'a large text, '.repeat(75_000) }));

compare('5,000 events in pieces of 1 KiB', many);
compare(
  '5,000 numbered events in pieces of 1 KiB',
  many.map((record, at) => `id: ${at + 1}\n${record}`),
);
compare('4 events of 1 MB in pieces of 1 KiB', large);
