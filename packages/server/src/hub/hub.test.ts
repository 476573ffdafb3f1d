import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unsealed } from '../testing/handle-of.ts';
import { errorOf, fromPage, handlerOn, question } from '../testing/handler-on.ts';
import { json, type LiveStream, line, liveStream, recordedDify, stream } from '../testing/recorded-dify.ts';
import { attached, handleIn, keyed, recordsIn, stopped, textIn } from '../testing/run-requests.ts';

const key = '4b1b1e4e-7a0e-4c9b-8a52-0f0b0a0f9f11';

/** A Dify whose answers are written by the test. */
function liveDify() {
  const lives: LiveStream[] = [];
  const stops: Record<string, unknown>[] = [];
  const dify = recordedDify(({ json: body, method, url }) => {
    if (url.pathname.endsWith('/stop')) {
      stops.push({ ...body, path: url.pathname });
      return json({ result: 'success' });
    }
    if (method === 'POST') {
      const live = liveStream();
      lives.push(live);
      return live.response;
    }
    return json({}, 404);
  });
  return { ...dify, lives, stops };
}

describe('a run', () => {
  it('has a handle in its headers, and a number on every event', async () => {
    const dify = recordedDify(() => stream('event: ping\n\n', line('message', { answer: 'a' }), line('message_end')));
    const response = await handlerOn(dify.fetch)(question());
    expect(handleIn(response)).toMatch(/^[\w-]{22}~[\w-]{6}\.[0-9a-z]+\.[\w-]{43}$/);
    expect(unsealed(await response.text())).toBe(
      `event: ping\n\nid: 1\n${line('message', { answer: 'a' })}id: 2\n${line('message_end')}`,
    );
  });

  it('is read again from any event on, by number or as browsers ask', async () => {
    const dify = recordedDify(() =>
      stream(line('message', { answer: 'a' }), line('message', { answer: 'b' }), line('message_end')),
    );
    const handler = handlerOn(dify.fetch);
    const response = await handler(question());
    const whole = await response.text();
    const handle = handleIn(response);
    for (const after of [0, 1, 2, 3]) {
      const again = await handler(attached(handle, after));
      expect(handleIn(again).split('~')[0]).toBe(handle.split('~')[0]);
      const rest = recordsIn(whole).filter(([id]) => id > after);
      expect(recordsIn(await again.text())).toEqual(rest);
    }
    const byHeader = fromPage('GET', `/runs/${handle}`, { headers: { 'last-event-id': '2' } });
    expect(recordsIn(await (await handler(byHeader)).text())).toEqual(recordsIn(whole).slice(2));
    const both = fromPage('GET', `/runs/${handle}?after=1`, { headers: { 'last-event-id': '2' } });
    expect(recordsIn(await (await handler(both)).text())).toEqual(recordsIn(whole).slice(1));
    expect(dify.requests).toHaveLength(1);
  });

  it('is read live by those who come later', async () => {
    const { fetch, lives } = liveDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    const first = response.body?.getReader();
    await first?.read();
    await first?.cancel();
    const later = handler(attached(handleIn(response), 1)).then((again) => again.text());
    lives[0]?.write(line('message', { answer: 'b' }) + line('message_end'));
    lives[0]?.end();
    expect(recordsIn(await later).map(([id, { answer }]) => [id, answer])).toEqual([
      [2, 'b'],
      [3, undefined],
    ]);
  });
});

it('P35: a person has so many readers open, and no more', async () => {
  const { fetch, lives } = liveDify();
  const handler = handlerOn(fetch, { limits: { readers: 2 } });
  const response = await handler(question());
  lives[0]?.write(line('message', { answer: 'a' }));
  const second = await handler(attached(handleIn(response), 0));
  const third = await handler(attached(handleIn(response), 0));
  expect(await errorOf(third)).toMatchObject({ status: 429, code: 'too_many_requests' });
  await second.body?.cancel();
  expect((await handler(attached(handleIn(response), 0))).status).toBe(200);
});

describe('P36: a key makes a send one run', () => {
  it('however often it comes', async () => {
    const { fetch, lives, requests } = liveDify();
    const handler = handlerOn(fetch, { limits: { liveStreams: 1 } });
    const responses = await Promise.all([handler(keyed(key)), handler(keyed(key))]);
    await vi.waitFor(() => expect(lives).toHaveLength(1));
    lives[0]?.write(line('message', { answer: 'a' }) + line('message_end'));
    lives[0]?.end();
    const texts = await Promise.all(responses.map((response) => response.text()));
    const late = await handler(keyed(key));
    texts.push(await late.text());
    expect(new Set(texts.map((text) => unsealed(text))).size).toBe(1);
    expect(new Set([...responses, late].map((response) => handleIn(response).split('~')[0])).size).toBe(1);
    expect(requests).toHaveLength(1);
  });

  it('refuses it for another body, and keeps persons apart', async () => {
    const dify = recordedDify(({ json: { query } }) => stream(line('message', { answer: query }), line('message_end')));
    const handler = handlerOn(dify.fetch);
    await (await handler(keyed(key))).text();
    expect(await errorOf(await handler(keyed(key, { query: 'Else' })))).toMatchObject({
      status: 409,
      code: 'idempotency_key_reused',
    });
    expect(textIn(await (await handler(keyed(key, { query: 'Hers' }, 'grace'))).text())).toBe('Hers');
    expect(dify.requests).toHaveLength(2);
  });

  it('is free again when Dify refuses', async () => {
    let status = 400;
    const dify = recordedDify(() =>
      status === 400 ? json({ code: 'invalid_param', message: 'no', status }, status) : stream(line('message_end')),
    );
    const handler = handlerOn(dify.fetch);
    expect((await handler(keyed(key))).status).toBe(400);
    status = 200;
    expect((await handler(keyed(key))).status).toBe(200);
  });

  it.each(['', 'two words', 'é', 'x'.repeat(256)])('is refused when it is none: %j', async (wrong) => {
    const dify = recordedDify(() => stream(line('message_end')));
    expect((await handlerOn(dify.fetch)(keyed(wrong))).status).toBe(400);
    expect(dify.requests).toHaveLength(0);
  });
});

describe('P35: a run’s log', () => {
  it('is nobody else’s, and has no events beyond its end', async () => {
    const dify = recordedDify(() => stream(line('message', { answer: 'a' }), line('message_end')));
    const apps = {
      support: { baseURL: 'https://dify.example/v1', apiKey: 'app-one1234567890' },
      other: { baseURL: 'https://dify.example/v1', apiKey: 'app-two1234567890' },
    };
    const handler = handlerOn(dify.fetch, { apps });
    const response = await handler(question());
    await response.text();
    const handle = handleIn(response);
    expect((await handler(attached(handle, 3))).status).toBe(404);
    expect((await handler(attached(handle, 0, 'grace'))).status).toBe(404);
    expect((await handler(stopped(handle, 'grace'))).status).toBe(404);
    expect((await handler(attached(`${handle.startsWith('x') ? 'y' : 'x'}${handle.slice(1)}`))).status).toBe(404);
    expect((await handler(attached(handle.split('~')[0] ?? ''))).status).toBe(404);
    const elsewhere = fromPage('GET', `/runs/${handle}`);
    const moved = new Request(elsewhere.url.replace('/support/', '/other/'), elsewhere);
    expect((await handler(moved)).status).toBe(404);
    expect((await handler(attached(handle, 2))).status).toBe(200);
  });
});

describe('a stop', () => {
  it('is told once, with the bound user', async () => {
    const { fetch, lives, requests, stops } = liveDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    lives[0]?.write(line('message', { answer: 'a' }));
    const answers = [handler(stopped(handleIn(response))), handler(stopped(handleIn(response)))];
    for (const answer of await Promise.all(answers)) expect(await answer.json()).toEqual({ result: 'success' });
    lives[0]?.write(line('message_end'));
    lives[0]?.end();
    expect(recordsIn(await response.text()).map(([, { event }]) => event)).toEqual(['message', 'message_end']);
    expect((await handler(stopped(handleIn(response)))).status).toBe(200);
    expect(stops).toEqual([
      { path: '/v1/chat-messages/87133e06-e616-45f3-a517-313ca2e24627/stop', user: requests[0]?.json.user },
    ]);
  });

  it('waits for the task', async () => {
    const { fetch, lives, stops } = liveDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    const stopping = handler(stopped(handleIn(response)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stops).toHaveLength(0);
    lives[0]?.write(line('message', { answer: 'a' }));
    expect((await stopping).status).toBe(200);
    expect(stops).toHaveLength(1);
    lives[0]?.end();
    expect(recordsIn(await response.text()).at(-1)?.[1]).toMatchObject({
      event: 'error',
      code: 'stopped',
      status: 200,
    });
  });

  it('ends the log when Dify says nothing more', async () => {
    vi.useFakeTimers();
    try {
      const { fetch, lives } = liveDify();
      const handler = handlerOn(fetch);
      const response = await handler(question());
      const text = response.text();
      lives[0]?.write(line('message', { answer: 'a' }));
      const stopping = handler(stopped(handleIn(response)));
      await vi.advanceTimersByTimeAsync(100);
      expect((await stopping).status).toBe(200);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(recordsIn(await text).map(([id, { event, code }]) => [id, code ?? event])).toEqual([
        [1, 'message'],
        [2, 'stopped'],
      ]);
      expect(lives[0]?.isCancelled).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a stop that fails', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says so, and may be asked for again', async () => {
    const live = liveStream();
    let status = 500;
    const dify = recordedDify(({ url }) =>
      url.pathname.endsWith('/stop') ? json({ result: 'success' }, status) : live.response,
    );
    const handler = handlerOn(dify.fetch);
    const response = await handler(question());
    live.write(line('message', { answer: 'a' }));
    expect(await errorOf(await handler(stopped(handleIn(response))))).toMatchObject({ status: 502 });
    status = 200;
    expect((await handler(stopped(handleIn(response)))).status).toBe(200);
    live.write(line('message_end'));
    live.end();
    expect(recordsIn(await response.text()).at(-1)?.[1]).toMatchObject({ event: 'message_end' });
  });

  it('closes the connection when Dify never named the task', async () => {
    const { fetch, lives, stops } = liveDify();
    const handler = handlerOn(fetch);
    const response = await handler(question());
    const text = response.text();
    const stopping = handler(stopped(handleIn(response)));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await errorOf(await stopping)).toMatchObject({ status: 504, code: 'upstream_timeout' });
    expect(recordsIn(await text)).toMatchObject([[1, { code: 'stopped' }]]);
    expect(lives[0]?.isCancelled).toBe(true);
    expect(stops).toEqual([]);
  });
});

describe('a log that has ended', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('stays for five minutes; its key is never taken for a new send', async () => {
    const dify = recordedDify(() => stream(line('message', { answer: 'a' }), line('message_end')));
    const handler = handlerOn(dify.fetch);
    const response = await handler(keyed(key));
    await response.text();
    await vi.advanceTimersByTimeAsync(299_000);
    expect((await handler(attached(handleIn(response), 2))).status).toBe(200);
    await vi.advanceTimersByTimeAsync(2000);
    expect((await handler(attached(handleIn(response), 2))).status).toBe(404);
    const repeated = handler(keyed(key));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await errorOf(await repeated)).toMatchObject({ status: 409, code: 'idempotency_key_expired' });
    expect(dify.requests).toHaveLength(1);
  });

  it('stays as long as the site says', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch, { runs: { keepFor: 1000 } });
    const response = await handler(question());
    await response.text();
    await vi.advanceTimersByTimeAsync(1100);
    expect((await handler(attached(handleIn(response)))).status).toBe(404);
  });
});

describe('the paths of runs', () => {
  it.each([
    ['POST', '/runs/x'],
    ['GET', '/runs/x/stop'],
    ['DELETE', '/runs/x'],
  ])('take no %s %s', async (method, path) => {
    const init = method === 'GET' ? {} : { body: '{}' };
    expect((await handlerOn(fetch)(fromPage(method, path, init))).status).toBe(405);
  });

  it.each(['/runs', '/runs/', '/runs/x/', '/runs/x/stop/now', `/runs/${'x'.repeat(513)}`, '/runs/a%2fb', '/Runs/x'])(
    'are no others: %s',
    async (path) => {
      expect((await handlerOn(fetch)(fromPage('GET', path))).status).toBe(404);
    },
  );

  it('take numbers alone', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch);
    const handle = handleIn(await handler(question()));
    for (const after of ['x', '-1', '1.5', '99999999999']) {
      expect((await handler(fromPage('GET', `/runs/${handle}?after=${after}`))).status).toBe(400);
    }
  });

  it('need what every other one needs', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch);
    const handle = handleIn(await handler(question()));
    expect((await handler(attached(handle, 0, 'nobody'))).status).toBe(401);
    const foreign = { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } };
    expect((await handler(fromPage('GET', `/runs/${handle}`, foreign))).status).toBe(403);
    const text = { body: '{}', headers: { 'content-type': 'text/plain' } };
    expect((await handler(fromPage('POST', `/runs/${handle}/stop`, text))).status).toBe(415);
  });

  it('ask authorize for what began the run, and for its stop', async () => {
    const dify = recordedDify(() => stream(line('message_end')));
    const asked: string[] = [];
    const handler = handlerOn(dify.fetch, {
      authorize({ operation }) {
        asked.push(operation);
        return asked.length < 3;
      },
    });
    const handle = handleIn(await handler(question()));
    expect((await handler(attached(handle))).status).toBe(200);
    expect((await handler(stopped(handle))).status).toBe(403);
    expect(asked).toEqual(['sendChatMessage', 'sendChatMessage', 'stopChatMessageGeneration']);
  });

  it('are open to pages of listed origins, which see the handle', async () => {
    const origin = 'https://partner.example';
    const dify = recordedDify(() => stream(line('message_end')));
    const handler = handlerOn(dify.fetch, { origins: [origin] });
    const preflight = (path: string, method: string) =>
      handler(
        new Request(`https://app.example/api/dify/support${path}`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': method,
            'access-control-request-headers': 'last-event-id',
          },
        }),
      );
    expect((await preflight('/runs/x', 'GET')).status).toBe(204);
    expect((await preflight('/runs/x/stop', 'POST')).status).toBe(204);
    expect((await preflight('/runs/x', 'POST')).status).toBe(405);
    const response = await handler(question({}, { headers: { origin, 'sec-fetch-site': 'cross-site' } }));
    expect(response.headers.get('access-control-expose-headers')).toContain('dify-run');
  });
});

describe('P36: a repeat of a send that Dify has not taken yet', () => {
  it('hears of the refusal in its stream', async () => {
    let answer: (response: Response) => void = () => undefined;
    const dify = recordedDify(() => new Promise<Response>((resolve) => (answer = resolve)));
    const handler = handlerOn(dify.fetch);
    const first = handler(keyed(key));
    await vi.waitFor(() => expect(dify.requests).toHaveLength(1));
    const repeat = await handler(keyed(key));
    expect(repeat.status).toBe(200);
    answer(json({ code: 'invalid_param', message: 'no', status: 400 }, 400));
    expect((await first).status).toBe(400);
    expect(recordsIn(await repeat.text())).toMatchObject([[1, { event: 'error', code: 'invalid_param', status: 400 }]]);
  });

  it('takes no place and no turn of its person', async () => {
    const { fetch } = liveDify();
    const handler = handlerOn(fetch, { limits: { liveStreams: 1, startsPerMinute: 1 } });
    expect((await handler(keyed(key))).status).toBe(200);
    for (let at = 0; at < 3; at++) expect((await handler(keyed(key))).status).toBe(200);
    expect((await handler(keyed('another'))).status).toBe(429);
  });
});

describe('P36: a send whose answer comes whole', () => {
  const blocking = (key: string, query = 'Hi') => keyed(key, { query, response_mode: 'blocking' });

  it('P36: is asked once with one key, at the same time and later', async () => {
    let count = 0;
    const dify = recordedDify(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return json({ event: 'message', message_id: 'm', answer: `answer ${++count}` });
    });
    const handler = handlerOn(dify.fetch);
    const both = await Promise.all([handler(blocking('k')), handler(blocking('k'))]);
    const later = await handler(blocking('k'));
    for (const response of [...both, later]) expect(await response.json()).toMatchObject({ answer: 'answer 1' });
    expect(dify.requests).toHaveLength(1);
    expect((await handler(blocking('k', 'Else'))).status).toBe(409);
    expect(await (await handler(blocking('other'))).json()).toMatchObject({ answer: 'answer 2' });
  });

  it('P36: may be sent again with its key when Dify refused it', async () => {
    const answers = [json({ code: 'invalid_param', message: 'no', status: 400 }, 400), json({ answer: 'yes' })];
    const dify = recordedDify(() => answers.shift() ?? Response.error());
    const handler = handlerOn(dify.fetch);
    expect((await handler(blocking('k'))).status).toBe(400);
    expect(await (await handler(blocking('k'))).json()).toMatchObject({ answer: 'yes' });
  });

  it('is not kept for ever', async () => {
    const dify = recordedDify(() => json({ answer: 'yes' }));
    const handler = handlerOn(dify.fetch, { runs: { keepFor: 30 } });
    await handler(blocking('k'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    const late = await handler(blocking('k'));
    expect([late.status, (await late.json()).code]).toEqual([409, 'idempotency_key_expired']);
    expect(dify.requests).toHaveLength(1);
  });
});
