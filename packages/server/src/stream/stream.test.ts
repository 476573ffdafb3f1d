import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closedView } from '../answers/view.ts';
import { createLiveRun } from '../hub/live-run.ts';
import { createMemoryRunLog } from '../hub/memory-run-log.ts';
import type { RunHead } from '../hub/run-log.ts';
import { subscribe } from '../hub/subscribe.ts';
import { defaultLimits } from '../limits/limits.ts';
import { canaryEvents, canaryStream } from '../testing/canaries.ts';
import { unsealed } from '../testing/handle-of.ts';
import { apiKey, errorOf, handlerOn, question, testLog } from '../testing/handler-on.ts';
import { envelope, json, type LiveStream, line, liveStream, recordedDify, stream } from '../testing/recorded-dify.ts';
import { createEventFilter } from './event-filter.ts';

const eventsIn = (text: string): Record<string, unknown>[] =>
  text
    .split('\n\n')
    .filter((record) => /^data: /m.test(record))
    .map((record) => JSON.parse(record.slice(record.indexOf('data: ') + 6)));

/** A text without handles and without the numbers of its events. */
const bare = (text: string): string => unsealed(text).replaceAll(/^id: \d+\n/gm, '');

async function streamed(...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  const response = await handlerOn(recordedDify(() => stream(...pieces)).fetch)(question());
  return bare(await response.text());
}

/** The stream alone, without the handler around it. */
function relayed(...pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const { body } = stream(...pieces);
  if (body === null) throw new TypeError('There is no stream.');
  const head = {
    id: 'run',
    app: 'support',
    person: 'ada',
    operation: 'sendChatMessage',
    sees: closedView,
  } as const satisfies RunHead;
  const writer = createMemoryRunLog().begin(head, {
    stop: async () => undefined,
    answered: async () => undefined,
  });
  const live = createLiveRun({
    writer,
    limits: defaultLimits,
    filter: createEventFilter({ ...closedView, seal: (_, id) => id }),
    links: undefined,
    close: () => undefined,
    tellStop: async () => undefined,
    onPiece: () => undefined,
    onDone: () => undefined,
  });
  live.read(body);
  const { signal } = new AbortController();
  return subscribe(writer, { after: 0, keepAlive: 15_000, readerTimeout: 300_000, signal, onGone: () => undefined });
}

async function until(holds: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(holds()).toBe(true), { timeout: 2000, interval: 1 });
}

describe('P07: at detail none a stream shows the answer and nothing of the app’s inside', () => {
  it('passes exactly the fields of its list, event by event', async () => {
    const text = await streamed(canaryStream);
    const shown = canaryEvents.filter((event) => event.shown !== undefined);
    expect(eventsIn(text)).toEqual(shown.map(({ event, shown: fields }) => ({ event, ...envelope, ...fields })));
    expect(text).not.toContain('CANARY');
    expect(text.startsWith('event: ping\n\ndata: ')).toBe(true);
  });

  it.each(canaryEvents.filter(({ shown }) => shown === undefined).map(({ event }) => event))(
    'leaves %s out',
    async (event) => {
      const sent = line(event, { answer: 'CANARY', data: { title: 'CANARY' } });
      expect(await streamed(sent, line('message_end'))).toBe(line('message_end'));
    },
  );

  it('leaves out objects where text belongs', async () => {
    const text = await streamed(
      line('message', { answer: { CANARY: 1 }, id: ['CANARY'], conversation_id: { CANARY: 1 } }),
      line('message_end', { metadata: ['CANARY'], files: { CANARY: 1 } }),
    );
    expect(text).not.toContain('CANARY');
  });

  it.each(['null', '7', '"CANARY"', '["CANARY"]', '{}', '{"event":7}', '{CANARY', '', '{"event":{"CANARY":1}}'])(
    'passes over the record %j',
    async (record) => {
      const text = await streamed(`data: ${record}\n\n`, line('message', { answer: 'a' }), line('message_end'));
      expect(eventsIn(text).map(({ event }) => event)).toEqual(['message', 'message_end']);
      expect(text).not.toContain('CANARY');
    },
  );

  it.each([
    [{ code: 'completion_request_error', status: 400, message: 'CANARY' }, 'The model behind the app failed.'],
    [
      { code: 'provider_quota_exceeded', status: 400, message: 'CANARY' },
      'The app has used up its share of the model.',
    ],
    [{ code: 'internal_server_error', status: 500, message: 'CANARY' }, 'Dify failed to answer this.'],
    [{ code: 'rate_limit_error', status: 429, message: 'CANARY' }, 'The app has used up its share for now.'],
    [{ status: 400, message: 'CANARY' }, 'Dify failed to answer this.'],
    [{ code: 'constructor', message: 'CANARY' }, 'Dify failed to answer this.'],
    [{ code: 'CANARY and more', message: 'CANARY' }, 'Dify failed to answer this.'],
    [{ status: 400, message: 'name is required in input form' }, 'name is required in input form'],
    [
      { status: 400, message: "level in input form must be one of the following: ['a', 'b']" },
      "level in input form must be one of the following: ['a', 'b']",
    ],
    [{ status: 400, message: 'CANARY\nname is required in input form' }, 'Dify failed to answer this.'],
  ])('says of the error %j what a page may know', async (fields, message) => {
    const text = await streamed(line('error', fields));
    expect(eventsIn(text)).toMatchObject([{ event: 'error', message }]);
    expect(text).not.toContain('CANARY');
  });

  it.each([
    ['failed', 'password=CANARY at /srv/CANARY', 'Dify failed to answer this.'],
    ['stopped', 'Stopped by user.', 'Stopped by user.'],
    ['stopped', 'Aborted: User requested stop', 'Aborted: User requested stop'],
    ['failed', 'Workflow not published', 'Workflow not published'],
    ['succeeded', null, null],
    ['succeeded', '', ''],
  ])('says of a run that %s with %j what a page may know', async (status, error, said) => {
    const text = await streamed(line('workflow_finished', { data: { id: 'r', status, error } }));
    expect(eventsIn(text)).toMatchObject([{ event: 'workflow_finished', data: { status, error: said } }]);
    expect(text).not.toContain('CANARY');
  });

  it('shows an error’s sentence without keys and addresses', async () => {
    const message =
      `Incorrect API key sk-live_CANARY1234567890 or ${apiKey} for http://10.0.0.7:5001/CANARY; ` +
      "HTTPConnectionPool(host='CANARY', port=5002); Bearer CANARY; quota used up.";
    const text = await streamed(line('error', { code: 'invalid_param', status: 400, message, ...{ stack: 'CANARY' } }));
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain('10.0.0.7');
    expect(eventsIn(text)).toMatchObject([{ event: 'error', code: 'invalid_param', status: 400 }]);
    expect(text).toContain('quota used up.');
  });

  it.each([
    line('error', { code: 'internal_server_error', message: 'db:5432 refused the connection' }),
    line('workflow_finished', { data: { id: 'r', status: 'failed', error: 'db:5432 refused the connection' } }),
  ])('tells the operator what it keeps from the page', async (record) => {
    const dify = recordedDify(() => stream(record));
    const log = testLog();
    await (await handlerOn(dify.fetch, { log })(question())).text();
    expect(log.lines.join('\n')).toContain('An answer of app "support" failed: [address] refused the connection');
  });

  it('does not tell of the key’s state inside a stream', async () => {
    const text = await streamed(line('error', { code: 'unauthorized', status: 401, message: 'Access token CANARY' }));
    expect(eventsIn(text)).toMatchObject([{ code: 'upstream_auth', status: 502 }]);
    expect(text).not.toContain('CANARY');
  });

  it('has headers that keep it out of caches and buffers, and none of Dify’s', async () => {
    const dify = recordedDify(() => {
      const response = stream(line('message_end'));
      for (const name of ['set-cookie', 'access-control-allow-origin', 'x-version', 'content-encoding', 'connection']) {
        response.headers.set(name, 'CANARY');
      }
      return response;
    });
    const response = await handlerOn(dify.fetch)(question());
    expect(response.headers.get('dify-run')).toMatch(/^[\w-]{22}~/);
    for (const ours of ['dify-run', 'x-request-id']) response.headers.delete(ours);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await response.text();
  });
});

describe('P08: wherever the network cuts, the same comes out', () => {
  const bytes = new TextEncoder().encode(canaryStream);

  it('with a cut at every byte', { timeout: 30_000 }, async () => {
    const short = canaryEvents.filter(({ event, shown }) => shown !== undefined || event === 'node_finished');
    const lines = short.map(({ event, shown }) => line(event, { ...shown, inputs: 'CANARY' }));
    const bytes = new TextEncoder().encode(`event: ping\n\n${lines.join('')}`);
    const whole = await streamed(bytes);
    expect(whole).not.toContain('CANARY');
    for (let at = 1; at < bytes.length; at++) {
      const text = bare(await new Response(relayed(bytes.slice(0, at), bytes.slice(at))).text());
      if (text !== whole) expect.fail(`A cut at byte ${at} changes the stream.`);
    }
  });

  it('byte by byte', async () => {
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await streamed(...pieces)).toBe(await streamed(bytes));
  });

  it('with CRLF and CR as line ends, and with a BOM', async () => {
    const whole = await streamed(canaryStream);
    for (const lineEnd of ['\r\n', '\r']) {
      const text = new TextEncoder().encode(`\ufeff${canaryStream.replaceAll('\n', lineEnd)}`);
      expect(await streamed(...Array.from(text, (byte) => Uint8Array.of(byte)))).toBe(whole);
    }
  });
});

describe('P09: a stream that ends too early says so', () => {
  const interrupted = {
    event: 'error',
    conversation_id: envelope.conversation_id,
    message_id: envelope.message_id,
    code: 'upstream_interrupted',
    status: 502,
    message: 'The connection to Dify was lost in the middle of the answer.',
  };

  it('when the connection breaks', async () => {
    const live = liveStream();
    const response = await handlerOn(recordedDify(() => live.response).fetch)(question());
    live.write(line('message', { answer: 'Half' }));
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(eventsIn(new TextDecoder().decode(first?.value))).toMatchObject([{ answer: 'Half' }]);
    live.breakOff();
    const second = await reader?.read();
    expect(eventsIn(new TextDecoder().decode(second?.value))).toEqual([interrupted]);
    expect(await reader?.read()).toEqual({ done: true, value: undefined });
  });

  it('when Dify closes before the closing event', async () => {
    expect(eventsIn(await streamed(line('message', { answer: 'Half' }))).at(-1)).toEqual(interrupted);
    expect(eventsIn(await streamed('event: ping\n\n'))).toMatchObject([{ code: 'upstream_interrupted' }]);
  });

  it('and delivers a last record that is whole before it', async () => {
    const text = await streamed(line('message', { answer: 'a' }), line('message', { answer: 'b' }).trimEnd());
    expect(eventsIn(text).map(({ answer, code }) => answer ?? code)).toEqual(['a', 'b', 'upstream_interrupted']);
    const cut = await streamed(line('message', { answer: 'a' }), line('message', { answer: 'b' }).slice(0, 40));
    expect(eventsIn(cut).map(({ answer, code }) => answer ?? code)).toEqual(['a', 'upstream_interrupted']);
  });

  it.each(['message_end', 'error', 'workflow_finished', 'workflow_paused'])('but not after %s', async (event) => {
    const fields = { message: 'x', data: { status: 'succeeded' } };
    expect(eventsIn(await streamed(line(event, fields))).map((one) => one.event)).toEqual([event]);
  });

  it('nor after the answer of a run whose end was lost', async () => {
    const text = await streamed(line('workflow_started', { data: {} }), line('message_end'));
    expect(eventsIn(text).map(({ event }) => event)).toEqual(['workflow_started', 'message_end']);
  });

  it('when one event is too large', async () => {
    const dify = recordedDify(() => stream(line('message', { answer: 'x'.repeat(3000) }), line('message_end')));
    const response = await handlerOn(dify.fetch, { limits: { eventLength: 2000 } })(question());
    expect(eventsIn(await response.text())).toMatchObject([{ event: 'error', code: 'event_too_large' }]);
  });

  it('closes at an error, after which Dify may stay silent for minutes', async () => {
    const live = liveStream();
    const response = await handlerOn(recordedDify(() => live.response).fetch)(question());
    live.write(line('error', { message: 'no' }) + line('message', { answer: 'late' }));
    expect(eventsIn(await response.text()).map(({ event }) => event)).toEqual(['error']);
    expect(live.isCancelled).toBe(true);
  });
});

describe('P10: a page that goes away', () => {
  function running(options: Parameters<typeof handlerOn>[1] = {}): {
    live: LiveStream;
    ask: (signal?: AbortSignal) => Promise<Response>;
    requests: ReturnType<typeof recordedDify>['requests'];
  } {
    const live = liveStream();
    const dify = recordedDify(() => live.response);
    const handler = handlerOn(dify.fetch, { limits: { liveStreams: 1 }, ...options });
    return {
      live,
      requests: dify.requests,
      ask: (signal) => handler(question({}, signal === undefined ? {} : { signal })),
    };
  }

  it.each(['by cancelling the body', 'by its signal'])('%s leaves a handler that reads to the end', async (way) => {
    const work: Promise<unknown>[] = [];
    const { live, ask, requests } = running({ waitUntil: (promise) => work.push(promise) });
    const gone = new AbortController();
    const response = await ask(gone.signal);
    const reader = response.body?.getReader();
    live.write(line('message', { answer: 'a' }));
    await reader?.read();
    if (way === 'by its signal') gone.abort();
    else await reader?.cancel();
    for (let at = 0; at < 50; at++) live.write(line('message', { answer: 'x'.repeat(1000) }));
    await until(() => live.taken === 51);
    expect(live.isCancelled).toBe(false);
    expect(requests[0]?.signal.aborted).toBe(false);
    expect((await ask()).status).toBe(429);
    live.write(line('message_end'));
    live.end();
    await Promise.all(work);
    expect(work.length).toBeGreaterThan(0);
    expect((await ask()).status).not.toBe(429);
  });

  it('before the headers leaves a handler that asks and reads to the end', async () => {
    const work: Promise<unknown>[] = [];
    const live = liveStream();
    let answer: (response: Response) => void = () => undefined;
    const dify = recordedDify(() => new Promise<Response>((resolve) => (answer = resolve)));
    const gone = new AbortController();
    const handler = handlerOn(dify.fetch, { waitUntil: (promise) => work.push(promise) });
    const asked = handler(question({}, { signal: gone.signal }));
    await until(() => dify.requests.length === 1);
    gone.abort();
    expect(dify.requests[0]?.signal.aborted).toBe(false);
    live.write(line('message', { answer: 'a' }) + line('message_end'));
    live.end();
    answer(live.response);
    await asked;
    await Promise.all(work);
    expect(live.taken).toBe(1);
    expect(live.isCancelled).toBe(false);
  });

  it('closes the connection to Dify at once with onClientGone abort', async () => {
    const { live, ask, requests } = running({ onClientGone: 'abort' });
    const reader = (await ask()).body?.getReader();
    live.write(line('message', { answer: 'a' }));
    await reader?.read();
    await reader?.cancel();
    expect(live.isCancelled).toBe(true);
    expect(requests[0]?.signal.aborted).toBe(true);
    expect((await ask()).status).not.toBe(429);
  });

  it('takes a read of the history with it', async () => {
    const gone = new AbortController();
    const dify = recordedDify(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const request = new Request('https://app.example/api/dify/support/conversations', { signal: gone.signal });
    const asked = handlerOn(dify.fetch)(request);
    await until(() => dify.requests.length === 1);
    gone.abort();
    expect((await asked).status).toBe(499);
    expect(dify.requests[0]?.signal.aborted).toBe(true);
  });
});

describe('P11: a page that reads slowly', () => {
  it('does not hold Dify back, and gets everything at its own pace', async () => {
    const live = liveStream();
    const response = await handlerOn(recordedDify(() => live.response).fetch)(question());
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let at = 0; at < 1000; at++) live.write(line('message', { answer: `${at} ` }));
    live.write(line('message_end'));
    live.end();
    await until(() => live.taken === 1001);
    let text = '';
    for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) text += piece.value;
    const answer = eventsIn(text).map((event) => event.answer ?? '');
    expect(answer.join('')).toBe(Array.from({ length: 1000 }, (_, at) => `${at} `).join(''));
  });

  it('gets every event in the piece that brought it', async () => {
    const live = liveStream();
    const response = await handlerOn(recordedDify(() => live.response).fetch)(question());
    const reader = response.body?.getReader();
    for (const answer of ['a', 'b', 'c']) {
      const read = reader?.read();
      live.write(line('node_started', { data: {} }) + line('message', { answer }));
      expect(bare(new TextDecoder().decode((await read)?.value))).toBe(line('message', { answer }));
    }
    live.end();
    await reader?.cancel();
  });
});

describe('time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function opened() {
    const live = liveStream();
    const response = await handlerOn(recordedDify(() => live.response).fetch)(question());
    let text = '';
    let ended = false;
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const reading = (async () => {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) break;
        text += value;
      }
      ended = true;
    })();
    return { live, reading, text: () => text, ended: () => ended };
  }

  it('P27: silence is filled with comments, and ends the stream after a minute', async () => {
    const { live, reading, text } = await opened();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(text()).toBe(': keep-alive\n\n'.repeat(3));
    await vi.advanceTimersByTimeAsync(2000);
    await reading;
    expect(eventsIn(text())).toMatchObject([{ code: 'upstream_interrupted' }]);
    expect(live.isCancelled).toBe(true);
  });

  it('pings of Dify keep a stream alive for twenty minutes, not longer', async () => {
    const { live, reading, text, ended } = await opened();
    for (let at = 0; at < 119; at++) {
      live.write('event: ping\n\n');
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect(ended()).toBe(false);
    expect(text()).toBe('event: ping\n\n'.repeat(119));
    await vi.advanceTimersByTimeAsync(20_000);
    await reading;
    expect(eventsIn(text())).toMatchObject([{ code: 'upstream_interrupted' }]);
  });

  it('a stream that stays open after its last event is closed after a short grace', async () => {
    const { live, reading, text } = await opened();
    live.write(line('message_end'));
    await vi.advanceTimersByTimeAsync(4000);
    live.write(line('tts_message', { audio: 'x' }));
    await vi.advanceTimersByTimeAsync(4000);
    live.write('event: ping\n\n');
    await vi.advanceTimersByTimeAsync(1500);
    await reading;
    expect(eventsIn(text()).map(({ event }) => event)).toEqual(['message_end', 'tts_message']);
    expect(live.isCancelled).toBe(true);
  });

  it('a message that finds no end of headers is given up after a minute', async () => {
    const dify = recordedDify(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    const asked = handlerOn(dify.fetch)(question());
    await vi.waitFor(() => expect(dify.requests).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await errorOf(await asked)).toMatchObject({ status: 504, code: 'upstream_timeout' });
  });

  it('a drained stream is given up after twenty minutes, and its place is free again', async () => {
    const live = liveStream();
    const handler = handlerOn(recordedDify(() => live.response).fetch, { limits: { liveStreams: 1 } });
    await (await handler(question())).body?.cancel();
    for (let at = 0; at < 119; at++) {
      live.write('event: ping\n\n');
      await vi.advanceTimersByTimeAsync(10_000);
    }
    expect((await handler(question())).status).toBe(429);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(live.isCancelled).toBe(true);
    expect((await handler(question())).status).not.toBe(429);
  });

  it('a place is free again when nobody ever reads and nobody goes away', async () => {
    const live = liveStream();
    const handler = handlerOn(recordedDify(() => live.response).fetch, { limits: { liveStreams: 1 } });
    await handler(question());
    expect((await handler(question())).status).toBe(429);
    await vi.advanceTimersByTimeAsync(1_201_000);
    expect((await handler(question())).status).not.toBe(429);
  });
});

describe('P24: limits of one user', () => {
  it('hold back a fifth answer until one has ended', async () => {
    const lives: LiveStream[] = [];
    const dify = recordedDify(() => {
      const live = liveStream();
      lives.push(live);
      return live.response;
    });
    const handler = handlerOn(dify.fetch);
    const open = await Promise.all([0, 1, 2, 3].map(() => handler(question())));
    const refused = await handler(question());
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect((await handler(question({}, { headers: { 'x-test-person': 'grace' } }))).status).toBe(200);
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    await Promise.race(open.map((response) => response.text()));
    expect((await handler(question())).status).toBe(200);
  });

  it('let twenty messages a minute begin', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch);
    for (let at = 0; at < 20; at++) expect(bare(await (await handler(question())).text())).toBe(line('message_end'));
    const refused = await handler(question());
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await handler(question({}, { headers: { 'x-test-person': 'grace' } }))).status).toBe(200);
  });

  it('give a place back when Dify refuses', async () => {
    const dify = recordedDify(() => json({ code: 'invalid_param', message: 'no', status: 400 }, 400));
    const handler = handlerOn(dify.fetch, { limits: { liveStreams: 1 } });
    for (let at = 0; at < 3; at++) expect((await handler(question())).status).toBe(400);
  });
});

it('P33: a hundred streams at once keep apart', async () => {
  const dify = recordedDify(({ json: { query } }) =>
    stream(line('message', { answer: `for ${query}` }), line('message_end')),
  );
  const handler = handlerOn(dify.fetch);
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const person = `person-${at}`;
      const response = await handler(question({ query: person }, { headers: { 'x-test-person': person } }));
      return eventsIn(await response.text())[0]?.answer;
    }),
  );
  expect(answers).toEqual(Array.from({ length: 100 }, (_, at) => `for person-${at}`));
  expect(new Set(dify.requests.map(({ json: { user } }) => user)).size).toBe(100);
});
