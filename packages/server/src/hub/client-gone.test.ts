import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handlerOn, question } from '../testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify } from '../testing/recorded-dify.ts';
import { attached, handleIn, recordsIn } from '../testing/run-requests.ts';

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
