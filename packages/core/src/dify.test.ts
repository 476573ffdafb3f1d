import { describe, expect, it, vi } from 'vitest';
import { build } from './build.ts';
import { createBrowserDify, createDify } from './dify.ts';
import { endpointKey } from './endpoint-key.ts';
import { type AnyEndpoint, chat, conversations, endpoints, files } from './endpoints.ts';
import { events, json, type Script, scriptedDify } from './testing/scripted-dify.ts';
import { answer, answerText, bodyOf, bytesOf, ids, line } from './testing/streams.ts';

const uuid = ids.conversation_id;
const emptyPage = { limit: 20, has_more: false, data: [] };

function difyOn(routes: Readonly<Record<string, Script>>, user: string | undefined = 'u1') {
  const server = scriptedDify(routes);
  return {
    dify: createDify({ baseURL: 'http://dify.test/v1/', apiKey: 'app-1', user, fetch: server.fetch }),
    calls: server.calls,
  };
}

describe('createDify', () => {
  it.each(['', ' ', 'app-1\n', 'app 1', 'äpp'])('refuses %j as a key and does not repeat it', (apiKey) => {
    expect(() => createDify({ baseURL: 'http://dify.test/v1', apiKey })).toThrow(/needs `apiKey`/);
  });

  it.each(['', 'dify', 'ftp://x/v1', 'http://x/v1?a=1', 'http://u:p@x/v1'])('refuses %j as a base URL', (baseURL) => {
    expect(() => createDify({ baseURL, apiKey: 'app-1' })).toThrow(/needs `baseURL` to be an address/);
  });

  it('refuses to hold a key in a page and says what to use', () => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    try {
      expect(() => createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1' })).toThrow(/createBrowserDify/);
      expect(
        createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', dangerouslyAllowBrowser: true }),
      ).toBeDefined();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('shows no key when it is printed', () => {
    const { dify } = difyOn({});
    expect(JSON.stringify(dify)).not.toContain('app-1');
  });

  it('sends the key, the user and a JSON body', async () => {
    const { dify, calls } = difyOn({
      'POST /v1/chat-messages': () =>
        json(200, { task_id: 't', message_id: 'm', conversation_id: 'c', answer: 'x', created_at: 1, extra: [1] }),
    });
    const completion = await dify.chat.send({ query: 'Hi', inputs: {} });
    expect(completion).toEqual({
      task_id: 't',
      message_id: 'm',
      conversation_id: 'c',
      answer: 'x',
      created_at: 1,
      extra: [1],
    });
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer app-1');
    expect(calls[0]?.body).toEqual({ query: 'Hi', inputs: {}, user: 'u1' });
  });

  it('puts the rest of a read into the query, the user too', async () => {
    const { dify, calls } = difyOn({ 'GET /v1/conversations': () => json(200, emptyPage) });
    await dify.conversations.list({ limit: 5, sort_by: '-updated_at' });
    await dify.conversations.list();
    expect(calls.map(({ path }) => path)).toEqual([
      '/v1/conversations?limit=5&sort_by=-updated_at&user=u1',
      '/v1/conversations?user=u1',
    ]);
  });

  it('sends a body with a delete and answers nothing for 204', async () => {
    const { dify, calls } = difyOn({ 'DELETE /v1/conversations/': () => new Response(null, { status: 204 }) });
    expect(await dify.conversations.delete({ conversation_id: uuid })).toBeUndefined();
    expect(calls[0]).toMatchObject({ path: `/v1/conversations/${uuid}`, body: { user: 'u1' } });
  });

  it('gives the response beside the answer', async () => {
    const { dify } = difyOn({ 'GET /v1/info': () => json(200, { name: 'Help' }, { 'x-version': '1.16.1' }) });
    const { data, response } = await dify.app.info().withResponse();
    expect([data.name, response.headers.get('x-version')]).toEqual(['Help', '1.16.1']);
  });

  it('needs to know the user where Dify does, and says how', async () => {
    const server = scriptedDify({ 'GET /v1/conversations': () => json(200, emptyPage) });
    const dify = createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-1', fetch: server.fetch });
    await expect(dify.chat.send({ query: 'x', inputs: {} })).rejects.toThrow(/needs to know the end user/);
    expect(await dify.conversations.list()).toEqual(emptyPage);
    expect(server.calls.map(({ path }) => path)).toEqual(['/v1/conversations']);
  });
});

describe('inputs', () => {
  const { dify, calls } = difyOn({});

  it.each(['', '.', '..', '%2e%2e', '..%2f', '../logs', '..\\logs', 'a/b', 'a?x=1', 'a#f', '\t..', 'x'.repeat(600)])(
    'refuses %j where a path needs an identifier',
    async (task_id) => {
      await expect(dify.chat.stop({ task_id })).rejects.toThrow(
        /POST \/chat-messages\/\{task_id\}\/stop needs "task_id" to be an identifier/,
      );
      expect(calls).toEqual([]);
    },
  );

  it('names the field, what it needs and what it got, never the value', async () => {
    await expect(dify.conversations.list({ limit: 0 })).rejects.toThrow(
      'GET /conversations needs "limit" to be at least 1, received number.',
    );
    const secret: Record<string, never> = JSON.parse('{"query":"x","inputs":{},"apiKey":"app-secret"}');
    const sending = dify.request(chat.send, { inputs: {}, query: 'x', ...secret });
    await expect(sending).rejects.toThrow(/has no field "apiKey"\. Its fields are query, inputs/);
    await expect(sending).rejects.not.toThrow(/app-secret/);
    await expect(dify.chat.send({ query: '', inputs: {} })).rejects.toThrow(
      'needs "query" to be text that is not empty, received an empty string',
    );
  });

  it('fits every operation: path slots are fields of the input', () => {
    for (const [name, endpoint] of Object.entries<AnyEndpoint>(endpoints)) {
      expect(endpoint.operationId).toBe(name);
      const shape: object = Reflect.get(endpoint.input, 'entries');
      for (const [, slot] of endpoint.path.matchAll(/\{(\w+)\}/g)) expect(Object.keys(shape)).toContain(slot);
    }
  });
});

describe('answers', () => {
  it('names the place where an answer has the wrong shape', async () => {
    const { dify } = difyOn({ 'GET /v1/conversations': () => json(200, { limit: 1, has_more: false, data: 'x' }) });
    await expect(dify.conversations.list()).rejects.toThrow(
      /GET \/conversations answered with an unexpected shape at "data": expected array, received string/,
    );
  });

  it('takes a page of HTML for a wrong address', async () => {
    const { dify } = difyOn({
      'GET /v1/info': () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    });
    await expect(dify.app.info()).rejects.toThrow(/Check that the base URL leads to a Dify server/);
  });

  it.each([
    ['<html>not found</html>', 404, { name: 'NotFoundError', code: 'not_found', retryable: false }],
    ['', 413, { code: 'file_too_large', message: 'The file or message is larger than the server takes.' }],
    ['{"code":"file_too_large","message":"","status":413}', 413, { code: 'file_too_large', message: /larger than/ }],
    ['{"error":"segments is required"}', 400, { code: 'bad_request', message: 'segments is required' }],
    [
      '{"code":"invalid_param","message":"Too many requests. Please try again later.","status":400}',
      400,
      { name: 'RateLimitError', code: 'too_many_requests', retryable: true },
    ],
    ['{"code":"rate_limit_error","message":"quota","status":429}', 429, { name: 'RateLimitError', retryable: false }],
    ['null', 500, { code: 'internal_server_error', retryable: true }],
  ])('makes a typed error of %s with status %i', async (body, status, expected) => {
    const { dify } = difyOn({
      'POST /v1/chat-messages': () => new Response(body, { status, headers: { 'x-request-id': 'r1' } }),
    });
    const error: unknown = await dify.chat.send({ query: 'x', inputs: {} }).catch((thrown: unknown) => thrown);
    const { message, ...facts } = expected as { message?: string | RegExp };
    expect(error).toMatchObject({ ...facts, status, requestId: 'r1', endpoint: 'POST /chat-messages' });
    if (message) expect(String(error)).toMatch(message);
  });
});

describe('retries', () => {
  const failing =
    (status: number, headers: Readonly<Record<string, string>> = {}) =>
    () =>
      json(status, {}, headers);

  it.each([[429], [502], [503], [504]])('tries a read again after %i, and nothing else', async (status) => {
    vi.useFakeTimers();
    try {
      const { dify, calls } = difyOn({
        'GET /v1/info': failing(status),
        'POST /v1/': failing(status),
        'DELETE /v1/': failing(status),
      });
      const all = Promise.allSettled([
        dify.app.info(),
        dify.chat.send({ query: 'x', inputs: {} }),
        dify.conversations.delete({ conversation_id: uuid }),
        dify.files.upload({ file: new Blob(['x']) }),
      ]);
      await vi.advanceTimersByTimeAsync(20_000);
      await all;
      expect(calls.filter(({ method }) => method === 'GET')).toHaveLength(3);
      expect(calls.filter(({ method }) => method !== 'GET')).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([[400], [401], [403], [404], [500]])('does not repeat a read that %i refused', async (status) => {
    const { dify, calls } = difyOn({ 'GET /v1/info': failing(status) });
    await expect(dify.app.info()).rejects.toMatchObject({ status });
    expect(calls).toHaveLength(1);
  });

  it('stops waiting when the caller takes the call back', async () => {
    const { dify, calls } = difyOn({ 'GET /v1/info': failing(503, { 'retry-after': '30' }) });
    const controller = new AbortController();
    const call = dify.app.info({}, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(call).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
    expect(calls).toHaveLength(1);
  });

  it('gives up on a server that does not answer in time', async () => {
    const { dify } = difyOn({ 'POST /v1/chat-messages': () => new Promise<Response>(() => undefined) });
    await expect(dify.chat.send({ query: 'x', inputs: {} }, { timeout: 20 })).rejects.toMatchObject({
      name: 'TimeoutError',
      code: 'timeout',
    });
  });
});

describe('streams', () => {
  it('yields the events and asks for streaming', async () => {
    const { dify, calls } = difyOn({ 'POST /v1/chat-messages': () => events(answer) });
    let text = '';
    for await (const event of dify.chat.stream({ query: 'x', inputs: {} }))
      if (event.event === 'message') text += event.answer;
    expect(text).toBe(answerText);
    expect(calls[0]?.body).toMatchObject({ response_mode: 'streaming', user: 'u1' });
  });

  it('closes the connection when the loop is left, and refuses a second reading', async () => {
    const { dify, calls } = difyOn({
      'POST /v1/chat-messages': () => events(bodyOf([bytesOf(line('message', { answer: 'x' }))], 'hang')),
    });
    const stream = dify.chat.stream({ query: 'x', inputs: {} });
    for await (const _ of stream) break;
    expect(calls[0]?.signal?.aborted).toBe(true);
    expect(() => stream[Symbol.asyncIterator]()).toThrow(/already read/);
  });

  it('throws an AbortError when it is aborted, and a StreamError when the connection breaks', async () => {
    const read = async (end: 'hang' | 'break') => {
      const { dify } = difyOn({
        'POST /v1/chat-messages': () => events(bodyOf([bytesOf(line('message', { answer: 'x' }))], end)),
      });
      const stream = dify.chat.stream({ query: 'x', inputs: {} });
      for await (const _ of stream) if (end === 'hang') stream.abort();
    };
    await expect(read('hang')).rejects.toMatchObject({ name: 'AbortError' });
    await expect(read('break')).rejects.toMatchObject({ name: 'StreamError', code: 'interrupted' });
  });
});

describe('createBrowserDify', () => {
  it('talks to the handler without key or user, and marks what is no read', async () => {
    const server = scriptedDify({
      'POST /api/dify/support/chat-messages': () => events(answer),
      'GET /api/dify/support/conversations': () => json(200, emptyPage),
    });
    const dify = createBrowserDify({ url: '/api/dify/support/', fetch: server.fetch });
    for await (const _ of dify.chat.stream({ query: 'x', inputs: {}, user: 'mallory' }));
    await dify.conversations.list({ user: 'mallory' });
    expect(server.calls[0]?.body).not.toHaveProperty('user');
    expect(server.calls[1]?.path).toBe('/api/dify/support/conversations');
    expect(server.calls.map(({ headers }) => [headers.get('authorization'), headers.get('x-dify-kit')])).toEqual([
      [null, '1'],
      [null, null],
    ]);
  });

  it.each(['', 'api/dify', '//evil.example', 'javascript:alert(1)'])('refuses %j as its address', (url) => {
    expect(() => createBrowserDify({ url })).toThrow(/needs `url` to be an address/);
  });
});

describe('build', () => {
  it('sends what was set, field by field', async () => {
    const { dify, calls } = difyOn({
      'POST /v1/conversations/': () => json(200, { id: uuid, name: 'New', created_at: 1 }),
    });
    const renamed = await build(conversations.rename).conversation_id(uuid).name('New').user('u2').send(dify);
    expect(renamed.name).toBe('New');
    expect(calls[0]).toMatchObject({ path: `/v1/conversations/${uuid}/name`, body: { name: 'New', user: 'u2' } });
  });

  it('streams, and shares no state between branches', () => {
    const base = build(chat.send).query('Hi').inputs({});
    expect(base.user('a').input()).toEqual({ query: 'Hi', inputs: {}, user: 'a' });
    expect(base.input()).toEqual({ query: 'Hi', inputs: {} });
  });

  it('refuses a field that was set already', () => {
    const builder = build(files.upload).file(new Blob(['x']));
    expect(() => Reflect.get(builder, 'file')).toThrow(/"file" was set already/);
  });
});

describe('endpointKey', () => {
  it('is the URL, then what is left of the input', () => {
    expect(endpointKey(conversations.rename, { conversation_id: uuid, name: 'x' })).toEqual([
      'dify',
      'conversations',
      uuid,
      'name',
      { name: 'x' },
    ]);
    expect(endpointKey(conversations.list, {})).toEqual(['dify', 'conversations']);
  });
});
