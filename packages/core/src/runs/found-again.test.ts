import { describe, expect, it } from 'vitest';
import { createBrowserClient, createClient } from '../client.ts';
import { readEvents } from '../events/read-events.ts';
import * as chat from '../resources/chat/endpoints.ts';
import { events, scriptedDify } from '../testing/scripted-dify.ts';
import { bodyOf, bytesOf, cutAt, line } from '../testing/streams.ts';
import { newIdempotencyKey } from './idempotency-key.ts';

const numbered = `id: 1\n${line('message', { answer: 'a' })}: keep-alive\n\nid:5\n${line('message', { answer: 'b' })}${line('message_end')}`;

describe('how a stream is found again', () => {
  it('tells the number of the event that was handed out last, wherever the bytes are cut', async () => {
    const bytes = bytesOf(numbered);
    for (let at = 1; at < bytes.length; at++) {
      const reader = readEvents(bodyOf(cutAt(bytes, at)));
      const told: [string, string][] = [];
      for await (const event of reader) told.push([event.event, reader.lastEventId]);
      expect(told).toEqual([
        ['message', '1'],
        ['message', '5'],
        ['message_end', '5'],
      ]);
      expect(reader.lastEventId).toBe('5');
    }
  });

  it('tells the handle of the run once the headers have come', async () => {
    const { fetch } = scriptedDify({
      'POST /v1/chat-messages': () => {
        const response = events(numbered);
        response.headers.set('dify-run', 'run-1~k.1.sig');
        return response;
      },
    });
    const dify = createBrowserClient({ url: 'http://dify.test/v1', fetch, logger: false });
    const opened: (string | null)[] = [];
    const stream = dify.stream(chat.send, { query: 'Hi', inputs: {} }, { onOpen: (handle) => opened.push(handle) });
    expect([stream.runHandle, stream.lastEventId]).toEqual([null, '']);
    for await (const _ of stream) expect(stream.runHandle).toBe('run-1~k.1.sig');
    expect(stream.lastEventId).toBe('5');
    expect(opened).toEqual(['run-1~k.1.sig']);
  });

  it('is known by its key only behind a handler', () => {
    const { fetch } = scriptedDify({});
    const url = 'http://dify.test/v1';
    expect(createBrowserClient({ url, fetch }).isKeyed).toBe(true);
    expect(createBrowserClient({ url, fetch, isKeyed: false }).isKeyed).toBe(false);
    expect(createClient({ baseURL: url, apiKey: 'app-1', fetch }).isKeyed).toBe(false);
  });

  it('has a random UUID for a key', () => {
    const keys = Array.from({ length: 100 }, newIdempotencyKey);
    expect(new Set(keys).size).toBe(100);
    for (const key of keys)
      expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
