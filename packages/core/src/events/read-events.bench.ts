import { bench, describe } from 'vitest';
import { bodyOf, bytesOf, inPieces, line } from '../testing/streams.ts';
import { readEvents } from './read-events.ts';

const records = Array.from({ length: 5000 }, (_, at) => line('message', { id: 'm', answer: `token ${at} ` }));
const strings = records.map((record) => record.slice('data: '.length).trimEnd());
const pieces = inPieces(bytesOf(records.join('')), 1024);

describe('5,000 events in pieces of 1 KiB', () => {
  bench('bound: JSON.parse of ready strings', () => {
    for (const text of strings) JSON.parse(text);
  });

  bench('bound: decode, split and JSON.parse', () => {
    const decoder = new TextDecoder();
    let rest = '';
    for (const piece of pieces) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
      rest = lines.pop() ?? '';
      for (const text of lines) JSON.parse(text.slice('data: '.length));
    }
  });

  bench('readEvents', async () => {
    for await (const _ of readEvents(bodyOf(pieces)));
  });
});
