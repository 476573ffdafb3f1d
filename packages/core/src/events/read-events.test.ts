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

  it('S01: reads the same events wherever the network cuts the bytes in two', async () => {
    const whole = await read([bytes]);
    for (let at = 0; at <= bytes.length; at++) expect((await read(cutAt(bytes, at))).events).toEqual(whole.events);
    expect(textOf(whole.events)).toBe(answerText);
  });

  it.each(['\r\n', '\r'])('S02, S03, S04: reads the same events with %j as line end, one byte a piece', async (end) => {
    const whole = await read([bytes]);
    const other = await read(inPieces(bytesOf(answer.replaceAll('\n', end)), 1));
    expect(other).toEqual(whole);
  });

  it('S05: strips a byte order mark at the start and keeps one inside the text', async () => {
    const { events } = await read(inPieces(bytesOf(`\uFEFF${line('message', { answer: 'a\uFEFFb' })}`), 1));
    expect(textOf(events)).toBe('a\uFEFFb');
  });

  it('S06: strips one space after the colon, no more, and needs none', async () => {
    const data = JSON.stringify({ event: 'message', answer: 'x' });
    const { events } = await read([bytesOf(`data:${data}\n\ndata: ${data}\n\ndata:  ${data}\n\n`)]);
    expect(events).toHaveLength(3);
  });

  it('S07: joins the data lines of one event', async () => {
    const { events } = await read([bytesOf('data: {"event":\ndata: "message",\ndata: "answer":"x"}\n\n')]);
    expect(textOf(events)).toBe('x');
  });

  it('S08: passes over comments, ids, retry hints and pings, with and without data', async () => {
    const noise = ': hello\n\nid: 3\nretry: 10\n\nevent: ping\n\nevent: ping\ndata:\n\ndata: \n\nfoo: bar\n\n';
    const { events, warnings } = await read([bytesOf(noise + line('message', { answer: 'x' }))]);
    expect(events).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('S09: goes on after a line that is no JSON, and says so', async () => {
    const stream = `${line('message', { answer: 'a' })}data: {"event":"mess\n\n${line('message', { answer: 'b' })}`;
    const { events, warnings } = await read([bytesOf(stream)]);
    expect(textOf(events)).toBe('ab');
    expect(warnings).toEqual(['The stream held a line that is no JSON; it was passed over.']);
  });

  it.each(['null', '7', '"text"', '[]', '{}', '{"event":5}'])('S10: goes on after %s as data', async (data) => {
    const { events, warnings } = await read([bytesOf(`data: ${data}\n\n${line('message', { answer: 'b' })}`)]);
    expect(textOf(events)).toBe('b');
    expect(warnings).toHaveLength(1);
  });

  it('S11: keeps an event that it does not know', async () => {
    const { events } = await read([bytesOf('data: {"event":"constructor","x":[1]}\n\n')]);
    expect(events).toEqual([{ event: 'unknown', name: 'constructor', data: { event: 'constructor', x: [1] } }]);
  });

  it.each([null, 3, undefined])('S57: takes %j for empty text', async (text) => {
    const { events } = await read([bytesOf(line('message', { answer: text }))]);
    expect(textOf(events)).toBe('');
  });

  it('S14: delivers a last event that is whole but lacks its blank line', async () => {
    const { events } = await read([bytesOf(line('message', { answer: 'x' }).trimEnd())]);
    expect(textOf(events)).toBe('x');
  });

  it('S15: drops half an event at the end without a word', async () => {
    const { events, warnings } = await read([bytesOf(`${line('message', { answer: 'x' })}data: {"event":"mess`)]);
    expect(events).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('S57: keeps lone surrogates and escapes in text as they are', async () => {
    const { events } = await read([bytesOf('data: {"event":"message","answer":"\\\\u4f60 \\ud800"}\n\n')]);
    expect(textOf(events)).toBe('\\u4f60 \ud800');
  });

  it('S58: never lets data reach a prototype', async () => {
    await read([bytesOf('data: {"event":"message","answer":"x","__proto__":{"polluted":true}}\n\n')]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('S12: reads an event of 4 MiB in pieces of 1 KiB', async () => {
    const text = 'x'.repeat(4 * 1024 * 1024);
    const { events } = await read(inPieces(bytesOf(line('message', { answer: text })), 1024));
    expect(textOf(events)).toBe(text);
  });

  it('S12: gives up on an event that is larger than the limit', async () => {
    const pieces = inPieces(bytesOf(line('message', { answer: 'x'.repeat(5000) })), 100);
    const reading = async () => {
      for await (const _ of readEvents(bodyOf(pieces), { maxEventSize: 1000 }));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'event_too_large' });
  });

  it('S04: reads the same events with mixed line ends, wherever they are cut', async () => {
    const mixed = bytesOf(answer.replace('\n\n', '\r\n\r').replace('\n\n', '\r\n\n').replace('\n\n', '\r\r'));
    const whole = await read([bytes]);
    for (let at = 0; at <= mixed.length; at++) expect(await read(cutAt(mixed, at))).toEqual(whole);
  });

  it('S08: tells of activity for every piece, pings included', async () => {
    let pieces = 0;
    const body = bodyOf([bytesOf('event: ping\n\n'), bytesOf(': x\n\n'), bytesOf(line('message', { answer: 'x' }))]);
    for await (const _ of readEvents(body, { onActivity: () => pieces++ }));
    expect(pieces).toBe(3);
  });

  it('S58: keeps data that is nested very deeply, and goes on', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { events } = await read([
      bytesOf(`data: {"event":"new","x":${deep}}\n\n${line('message', { answer: 'b' })}`),
    ]);
    expect(events.map(({ event }) => event)).toEqual(['unknown', 'message']);
  });

  it('delivers what was read before the body failed, then fails', async () => {
    const reader = readEvents(bodyOf([bytesOf(line('message', { answer: 'x' }).repeat(2))], 'break'));
    expect((await reader.next()).value).toMatchObject({ answer: 'x' });
    expect((await reader.next()).value).toMatchObject({ answer: 'x' });
    await expect(reader.next()).rejects.toThrow('terminated');
    expect((await reader.next()).done).toBe(true);
  });

  it('delivers the events before one that is too large', async () => {
    const text = line('message', { answer: 'x' }) + line('message', { answer: 'y'.repeat(5000) }).trimEnd();
    const reader = readEvents(bodyOf([bytesOf(text)]), { maxEventSize: 1000 });
    expect((await reader.next()).value).toMatchObject({ answer: 'x' });
    await expect(reader.next()).rejects.toMatchObject({ code: 'event_too_large' });
  });

  it('keeps the order of events that are asked for at once', async () => {
    const letters = ['a', 'b', 'c', 'd', 'e'];
    const reader = readEvents(bodyOf(letters.map((letter) => bytesOf(line('message', { answer: letter })))));
    const results = await Promise.all([...letters, 'end'].map(() => reader.next()));
    expect(results.map(({ value }) => value?.event === 'message' && value.answer)).toEqual([...letters, false]);
  });

  it('drops what was not taken yet when the signal ends the reading', async () => {
    const controller = new AbortController();
    const reader = readEvents(bodyOf([bytes], 'hang'), { signal: controller.signal });
    await reader.next();
    controller.abort(new Error('enough'));
    await expect(reader.next()).rejects.toThrow('enough');
  });

  it('ends a reading that waits when the signal says so', async () => {
    const controller = new AbortController();
    const next = readEvents(bodyOf([], 'hang'), { signal: controller.signal }).next();
    controller.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
  });

  it('leaves the body alone until it is asked for the first event', () => {
    const body = bodyOf([bytes]);
    readEvents(body);
    expect(body.locked).toBe(false);
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
    await reader.return?.();
  });

  it('reads a piece of megabytes to its end, also where a portion of it ends in the middle of an event', async () => {
    const events = line('message', { answer: '后轮 ' }).repeat(5000);
    const read = readEvents(bodyOf([bytesOf(events)]));
    const texts: string[] = [];
    for await (const event of read) if (event.event === 'message') texts.push(event.answer);
    expect(texts).toEqual(Array.from({ length: 5000 }, () => '后轮 '));
  });
});
