import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closedView } from '../answers/view.ts';
import { handleOf } from '../testing/handle-of.ts';
import { fromPage, handlerOn, question } from '../testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify } from '../testing/recorded-dify.ts';
import { uuid } from '../testing/request-for.ts';
import { attached, handleIn, recordsIn } from '../testing/run-requests.ts';
import { createLocalRuns } from './local-runs.ts';
import { defaultRunLimits } from './run-limits.ts';
import { subscribe } from './subscribe.ts';

function liveDify() {
  const lives: LiveStream[] = [];
  const stops: { path: string; user: unknown }[] = [];
  const dify = recordedDify(({ json: body, url }) => {
    if (url.pathname.endsWith('/stop')) {
      stops.push({ path: url.pathname, user: body.user });
      return json({ result: 'success' });
    }
    const live = liveStream();
    lives.push(live);
    return live.response;
  });
  return { ...dify, lives, stops };
}

async function firstOf(response: Response): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new TypeError('There is no body.');
  await reader.read();
  return reader;
}

describe('P10: a reader that goes away', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('with `drain` leaves a run that is read to its end, and can be read again', async () => {
    const { fetch, lives, stops } = liveDify();
    const work: Promise<unknown>[] = [];
    const handler = handlerOn(fetch, { waitUntil: (promise) => work.push(promise), limits: { liveStreams: 1 } });
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await (await firstOf(response)).cancel();
    await vi.advanceTimersByTimeAsync(40_000);
    expect((await handler(question())).status).toBe(429);
    lives[0]?.write(line('message', { answer: 'b' }) + line('message_end'));
    lives[0]?.end();
    await Promise.all(work);
    expect(stops).toEqual([]);
    const again = await handler(attached(handleIn(response)));
    expect(recordsIn(await again.text()).map(([id]) => id)).toEqual([1, 2, 3]);
  });

  it('with `stop` has Dify told after the grace, with the bound user, and the rest is read', async () => {
    const { fetch, lives, requests, stops } = liveDify();
    const handler = handlerOn(fetch, { onClientGone: 'stop', runs: { stopAfter: 3000 } });
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await (await firstOf(response)).cancel();
    await vi.advanceTimersByTimeAsync(2900);
    expect(stops).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    await vi.waitFor(() => expect(stops).toHaveLength(1));
    expect(stops[0]?.user).toBe(requests[0]?.json.user);
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    const again = await handler(attached(handleIn(response), 1));
    expect(recordsIn(await again.text()).map(([, { event }]) => event)).toEqual(['message_end']);
  });

  it('with `stop` may come back within the grace', async () => {
    const { fetch, lives, stops } = liveDify();
    const handler = handlerOn(fetch, { onClientGone: 'stop', runs: { stopAfter: 3000 } });
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    await (await firstOf(response)).cancel();
    await vi.advanceTimersByTimeAsync(2000);
    const back = await handler(attached(handleIn(response), 1));
    const text = back.text();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stops).toEqual([]);
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    expect(recordsIn(await text)).toHaveLength(1);
  });

  it('with `abort` closes the connection to Dify when nobody else reads', async () => {
    const { fetch, lives, requests } = liveDify();
    const handler = handlerOn(fetch, { onClientGone: 'abort' });
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    const reader = await firstOf(response);
    const other = await firstOf(await handler(attached(handleIn(response))));
    await reader.cancel();
    expect(requests[0]?.signal.aborted).toBe(false);
    await other.cancel();
    expect(requests[0]?.signal.aborted).toBe(true);
    expect(lives[0]?.isCancelled).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    const again = await handler(attached(handleIn(response), 1));
    expect(recordsIn(await again.text()).map(([, { code }]) => code)).toEqual(['upstream_interrupted']);
  });
});

describe('P24: a reader that takes nothing', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('of an answer is let go after its time, and comes back where it was', async () => {
    const { fetch, lives } = liveDify();
    const handler = handlerOn(fetch, { limits: { readerTimeout: 60_000, readers: 1 } });
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    const reader = await firstOf(response);
    lives[0]?.write(line('message', { answer: 'b' }));
    await vi.advanceTimersByTimeAsync(59_000);
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('"answer":"b"');
    lives[0]?.write(line('message', { answer: 'c' }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await handler(attached(handleIn(response), 2))).status).toBe(429);
    await vi.advanceTimersByTimeAsync(40_000);
    await expect(reader.read()).rejects.toThrow('taken nothing');
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    const again = await handler(attached(handleIn(response), 2));
    expect(recordsIn(await again.text()).map(([id]) => id)).toEqual([3, 4]);
  });

  it('of an answer may wait for ever for what has not come yet', async () => {
    const { fetch, lives } = liveDify();
    const handler = handlerOn(fetch, {
      limits: { readerTimeout: 1000, keepAlive: 1e9, idleTimeout: 1e9, streamDuration: 1e9 },
    });
    const response = await handler(question());
    const reading = response.text();
    await vi.advanceTimersByTimeAsync(100_000);
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    expect(recordsIn(await reading).map(([id]) => id)).toEqual([1]);
  });

  it('of a file is let go, with its place and its connection to Dify', async () => {
    let isCancelled = false;
    const dify = recordedDify(
      () =>
        new Response(
          new ReadableStream<Uint8Array>({
            pull: (controller) => controller.enqueue(new Uint8Array(1024)),
            cancel() {
              isCancelled = true;
            },
          }),
          { headers: { 'content-type': 'image/png' } },
        ),
    );
    const handler = handlerOn(dify.fetch, { limits: { readerTimeout: 60_000, filesAtOnce: 1 } });
    const preview = () => handler(fromPage('GET', `/files/${handleOf('file', uuid)}/preview`));
    const reader = (await preview()).body?.getReader();
    await reader?.read();
    await vi.advanceTimersByTimeAsync(59_000);
    expect([isCancelled, (await preview()).status]).toEqual([false, 429]);
    await vi.advanceTimersByTimeAsync(2000);
    expect([isCancelled, (await preview()).status]).toEqual([true, 200]);
    await expect(reader?.read()).rejects.toThrow('taken nothing');
  });

  it('holds nothing of a log that was dropped', () => {
    const runs = createLocalRuns(defaultRunLimits);
    const record = runs.open({
      id: 'run',
      app: 'support',
      person: 'ada',
      operation: 'sendChatMessage',
      sees: closedView,
    });
    const stream = subscribe(record, {
      after: 0,
      keepAlive: 1e9,
      readerTimeout: 1e9,
      signal: new AbortController().signal,
      onGone: () => undefined,
    });
    record.append(JSON.stringify({ event: 'message', answer: 'x'.repeat(100_000) }));
    record.publish();
    expect(record.buffer.size).toBeGreaterThan(100_000);
    runs.drop('run');
    expect(record.buffer.size).toBe(0);
    return expect(stream.getReader().read()).rejects.toThrow('not kept any more');
  });
});
