import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answer, answerText, bodyOf, bytesOf, cutAt, inPieces, line } from '../testing/streams.ts';
import type { DifyEvent } from './dify-event.ts';
import { readEvents } from './read-events.ts';

async function read(pieces: readonly Uint8Array[]): Promise<{ events: DifyEvent[]; warnings: string[] }> {
  const events: DifyEvent[] = [];
  const warnings: string[] = [];
  for await (const event of readEvents(bodyOf(pieces), { onWarning: (warning) => warnings.push(warning) }))
    events.push(event);
  return { events, warnings };
}

function textOf(events: readonly DifyEvent[]): string {
  return events.map((event) => (event.event === 'message' ? event.answer : '')).join('');
}

describe('readEvents', () => {
  const bytes = bytesOf(answer);

  it('reads the same events wherever the network cuts the bytes in two', async () => {
    const whole = await read([bytes]);
    for (let at = 0; at <= bytes.length; at++) expect((await read(cutAt(bytes, at))).events).toEqual(whole.events);
    expect(textOf(whole.events)).toBe(answerText);
  });

  it.each(['\r\n', '\r'])('reads the same events with %j as line end, one byte a piece', async (end) => {
    const whole = await read([bytes]);
    const other = await read(inPieces(bytesOf(answer.replaceAll('\n', end)), 1));
    expect(other).toEqual(whole);
  });

  it('strips a byte order mark at the start and keeps one inside the text', async () => {
    const { events } = await read(inPieces(bytesOf(`\uFEFF${line('message', { answer: 'a\uFEFFb' })}`), 1));
    expect(textOf(events)).toBe('a\uFEFFb');
  });

  it('strips one space after the colon, no more, and needs none', async () => {
    const data = JSON.stringify({ event: 'message', answer: 'x' });
    const { events } = await read([bytesOf(`data:${data}\n\ndata: ${data}\n\ndata:  ${data}\n\n`)]);
    expect(events).toHaveLength(3);
  });

  it('joins the data lines of one event', async () => {
    const { events } = await read([bytesOf('data: {"event":\ndata: "message",\ndata: "answer":"x"}\n\n')]);
    expect(textOf(events)).toBe('x');
  });

  it('passes over comments, ids, retry hints and pings, with and without data', async () => {
    const noise = ': hello\n\nid: 3\nretry: 10\n\nevent: ping\n\nevent: ping\ndata:\n\nfoo: bar\n\n';
    const { events, warnings } = await read([bytesOf(noise + line('message', { answer: 'x' }))]);
    expect(events).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('goes on after a line that is no JSON, and says so', async () => {
    const stream = `${line('message', { answer: 'a' })}data: {"event":"mess\n\n${line('message', { answer: 'b' })}`;
    const { events, warnings } = await read([bytesOf(stream)]);
    expect(textOf(events)).toBe('ab');
    expect(warnings).toEqual(['The stream held a line that is no JSON; it was passed over.']);
  });

  it.each(['null', '7', '"text"', '[]', '{}', '{"event":5}'])('goes on after %s as data', async (data) => {
    const { events, warnings } = await read([bytesOf(`data: ${data}\n\n${line('message', { answer: 'b' })}`)]);
    expect(textOf(events)).toBe('b');
    expect(warnings).toHaveLength(1);
  });

  it('keeps an event that it does not know', async () => {
    const { events } = await read([bytesOf('data: {"event":"constructor","x":[1]}\n\n')]);
    expect(events).toEqual([{ event: 'unknown', name: 'constructor', data: { event: 'constructor', x: [1] } }]);
  });

  it.each([null, 3, undefined])('takes %j for empty text', async (text) => {
    const { events } = await read([bytesOf(line('message', { answer: text }))]);
    expect(textOf(events)).toBe('');
  });

  it('delivers a last event that is whole but lacks its blank line', async () => {
    const { events } = await read([bytesOf(line('message', { answer: 'x' }).trimEnd())]);
    expect(textOf(events)).toBe('x');
  });

  it('drops half an event at the end without a word', async () => {
    const { events, warnings } = await read([bytesOf(`${line('message', { answer: 'x' })}data: {"event":"mess`)]);
    expect(events).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('keeps lone surrogates and escapes in text as they are', async () => {
    const { events } = await read([bytesOf('data: {"event":"message","answer":"\\\\u4f60 \\ud800"}\n\n')]);
    expect(textOf(events)).toBe('\\u4f60 \ud800');
  });

  it('never lets data reach a prototype', async () => {
    await read([bytesOf('data: {"event":"message","answer":"x","__proto__":{"polluted":true}}\n\n')]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('reads an event of 4 MiB in pieces of 1 KiB', async () => {
    const text = 'x'.repeat(4 * 1024 * 1024);
    const { events } = await read(inPieces(bytesOf(line('message', { answer: text })), 1024));
    expect(textOf(events)).toBe(text);
  });

  it('gives up on an event that is larger than the limit', async () => {
    const pieces = inPieces(bytesOf(line('message', { answer: 'x'.repeat(5000) })), 100);
    const reading = async () => {
      for await (const _ of readEvents(bodyOf(pieces), { maxEventSize: 1000 }));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'event_too_large' });
  });

  it('cancels the body when the loop is left', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _ of readEvents(body)) break;
    expect(cancelled).toBe(true);
  });

  it('reads no further than it is asked to', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(bytesOf(line('message', { answer: String(pulled++) }))) },
      { highWaterMark: 0 },
    );
    const reader = readEvents(body)[Symbol.asyncIterator]();
    for (let i = 0; i < 3; i++) await reader.next();
    expect(pulled).toBe(3);
    await reader.return(undefined);
  });
});

interface Recording {
  exchanges: { response: { chunks?: { data: string; base64?: boolean }[] } }[];
}

const folders = ['1.14.2', '1.16.1']
  .map((version) => `../shared/wire/${version}/chat`)
  .filter((folder) => existsSync(folder));

describe.skipIf(folders.length === 0)('readEvents on recordings of real servers', () => {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));

  it.each(files)('%s: one byte a piece gives the same as one piece', async (file) => {
    const recording: Recording = JSON.parse(readFileSync(file, 'utf8'));
    for (const { response } of recording.exchanges) {
      const text = response.chunks?.map(({ data }) => data).join('') ?? '';
      if (!text.includes('data: ') || text.length > 150_000) continue;
      const bytes = bytesOf(text);
      const whole = await read([bytes]);
      expect(await read(inPieces(bytes, 1))).toEqual(whole);
      expect(whole.warnings).toEqual([]);
      expect(whole.events.filter(({ event }) => event === 'unknown')).toEqual([]);
    }
  });
});
