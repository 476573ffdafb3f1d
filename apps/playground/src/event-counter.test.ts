import { describe, expect, it } from 'vitest';
import { createEventCounter } from './event-counter.ts';

const stream = [
  'event: ping\n\n',
  'data: {"event": "message", "answer": "Hé"}\n\n',
  'data: {"event":"message","answer":"llo"}\n\n',
  'data: {"event": "message_end"}\n\n',
].join('');

describe('createEventCounter', () => {
  it('counts the events by name', () => {
    const counter = createEventCounter();
    counter.add(new TextEncoder().encode(stream));
    expect(counter.counts()).toEqual({ ping: 1, message: 2, message_end: 1 });
  });

  it('counts the same when every byte comes by itself', () => {
    const counter = createEventCounter();
    for (const byte of new TextEncoder().encode(stream)) counter.add(Uint8Array.of(byte));
    expect(counter.counts()).toEqual({ ping: 1, message: 2, message_end: 1 });
  });

  it('tells a whole answer from one that broke off', () => {
    const counter = createEventCounter();
    counter.add(new TextEncoder().encode(stream.slice(0, stream.indexOf('data: {"event": "message_end"'))));
    expect(counter.ending()).toBeUndefined();
    counter.add(new TextEncoder().encode('data: {"event": "message_end"}\n\n'));
    expect(counter.ending()).toBe('whole');
  });

  it('knows an answer that ended in an error', () => {
    const counter = createEventCounter();
    counter.add(new TextEncoder().encode('data: {"event": "error", "code": "upstream_interrupted"}\n\n'));
    expect(counter.ending()).toBe('error');
  });
});
