import { endpoints } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { isAdminOperation, type Operation, operations } from '../operations.ts';
import { completions, turns } from '../testing/canaries.ts';
import { handleOf, unsealed } from '../testing/handle-of.ts';
import { apiKey, baseURL, errorOf, fromPage, handlerOn, question, testLog } from '../testing/handler-on.ts';
import { json, line, recordedDify, stream } from '../testing/recorded-dify.ts';
import { requestFor, uuid } from '../testing/request-for.ts';
import { readText } from './read-text.ts';
import { redact } from './redact.ts';

const open = operations.filter((operation) => !isAdminOperation(operation));
const everything = { apps: { support: { baseURL, apiKey, operations: open } } };
const ask = (operation: Operation) => requestFor(endpoints[operation]);
const blocking = () => question({ response_mode: 'blocking' });

async function shown(operation: Operation, answer: unknown, status = 200): Promise<unknown> {
  const request = operation === 'sendChatMessage' ? blocking() : ask(operation);
  const response = await handlerOn(recordedDify(() => json(answer, status)).fetch, everything)(request);
  expect(response.status).toBe(status);
  return JSON.parse(unsealed(await response.text()));
}

describe('P07: answers show nothing of the app’s inside', () => {
  const page = { limit: 20, has_more: false };
  const conversation = { id: 'c1', name: 'Axles', status: 'normal', introduction: '', created_at: 1, updated_at: 2 };
  const cases: Partial<Record<Operation, [sent: unknown, shown: unknown]>> = {
    sendChatMessage: [completions.sent, completions.shown],
    stopChatMessageGeneration: [{ result: 'success', task: 'CANARY' }, { result: 'success' }],
    postChatMessageFeedback: [{ result: 'success', id: 'CANARY' }, { result: 'success' }],
    getConversationsList: [
      { ...page, total: 'CANARY', data: [{ ...conversation, inputs: { a: 'CANARY' }, from_end_user_id: 'CANARY' }] },
      { ...page, data: [{ ...conversation, inputs: {} }] },
    ],
    renameConversation: [
      { ...conversation, inputs: { a: 'CANARY' }, app_id: 'CANARY' },
      { ...conversation, inputs: {} },
    ],
    getConversationHistory: [
      { ...page, data: [turns.sent, 'CANARY', ['CANARY']] },
      { ...page, data: [turns.shown] },
    ],
    getSuggestedQuestions: [
      { result: 'success', data: ['And then?', { a: 'CANARY' }], prompt: 'CANARY' },
      { result: 'success', data: ['And then?'] },
    ],
    getChatAppInfo: [
      { name: 'Support', description: '', tags: ['a'], mode: 'chat', author_name: 'Ada', id: 'CANARY', model: {} },
      { name: 'Support', description: '', tags: ['a'], mode: 'chat', author_name: 'Ada' },
    ],
    getChatAppParameters: [
      {
        opening_statement: 'Hello',
        suggested_questions: ['One?'],
        sensitive_word_avoidance: { enabled: true, type: 'CANARY', config: { keywords: 'CANARY' } },
        annotation_reply: { enabled: true, embedding_model: { name: 'CANARY' } },
        text_to_speech: { enabled: true, voice: 'v', language: 'en', autoPlay: 'enabled', provider: 'CANARY' },
        user_input_form: [
          { 'text-input': { variable: 'name', label: 'Name', required: true, default: '', config: { key: 'CANARY' } } },
          { 'text-input': { variable: 'tier', label: 'Tier', hide: true, default: 'CANARY' } },
        ],
        file_upload: {
          enabled: true,
          allowed_file_upload_methods: ['remote_url', 'local_file'],
          config: 'CANARY'.split(''),
        },
        system_parameters: { file_size_limit: 15, nested: { a: 'CANARY' } },
        pre_prompt: 'CANARY',
      },
      {
        opening_statement: 'Hello',
        suggested_questions: ['One?'],
        text_to_speech: { enabled: true, voice: 'v', language: 'en', autoPlay: 'enabled' },
        annotation_reply: { enabled: true },
        user_input_form: [
          { 'text-input': { variable: 'name', label: 'Name', required: true, default: '' } },
          { 'text-input': { variable: 'tier', label: 'Tier', hide: true } },
        ],
        sensitive_word_avoidance: { enabled: true },
        file_upload: { enabled: true, allowed_file_upload_methods: ['local_file'] },
        system_parameters: { file_size_limit: 15 },
      },
    ],
    getChatAppMeta: [
      {
        tool_icons: { a: 'https://icons.example/a.png', b: { background: '#fff', content: '🚲', x: 'CANARY' } },
        x: 'CANARY',
      },
      { tool_icons: { a: 'https://icons.example/a.png', b: { background: '#fff', content: '🚲' } } },
    ],
    getChatWebAppSettings: [
      { title: 'Support', icon: '🚲', custom_disclaimer: '', access_token: 'CANARY', app: { a: 'CANARY' } },
      { title: 'Support', icon: '🚲', custom_disclaimer: '' },
    ],
  };

  it.each(Object.entries(cases))('%s', async (operation, [sent, expected]) => {
    expect(await shown(operation as Operation, sent)).toEqual(expected);
  });

  it('uploadChatFile', async () => {
    const expected = { id: uuid, name: 'a.txt', size: 1, extension: 'txt', mime_type: 'text/plain', created_at: 1 };
    const sent = { ...expected, source_url: 'CANARY', tenant_id: 'CANARY', created_by: 'CANARY', user_id: 'CANARY' };
    expect(await shown('uploadChatFile', sent, 201)).toEqual(expected);
  });

  it('deleteConversation answers 204 without a body, also for the 200 of old servers', async () => {
    for (const answer of [new Response(null, { status: 204 }), json(204)]) {
      const response = await handlerOn(recordedDify(() => answer).fetch)(ask('deleteConversation'));
      expect(response.status).toBe(204);
      expect(await response.text()).toBe('');
    }
  });

  it('P15: no header of Dify comes along', async () => {
    const headers = { 'set-cookie': 'a=1', 'access-control-allow-origin': '*', 'cache-control': 'public', etag: 'x' };
    const dify = recordedDify(() => json({ name: 'x' }, 200, headers));
    const response = await handlerOn(dify.fetch)(ask('getChatAppInfo'));
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it.each(['<html>CANARY</html>', '', 'null', '7', '"CANARY"', '["CANARY"]'])(
    'answers 502 for a success that reads %j',
    async (body) => {
      const dify = recordedDify(() => new Response(body, { headers: { 'content-type': 'application/json' } }));
      const response = await handlerOn(dify.fetch)(ask('getChatAppInfo'));
      expect(await errorOf(response.clone())).toMatchObject({ status: 502, code: 'upstream_error' });
      expect(await response.text()).not.toContain('CANARY');
    },
  );
});

describe('P12: a redirect of Dify', () => {
  it.each([301, 302, 303, 307, 308])('%d is not followed', async (status) => {
    const dify = recordedDify(
      () => new Response('CANARY', { status, headers: { location: 'https://evil.example/CANARY' } }),
    );
    for (const operation of open) {
      const response = await handlerOn(dify.fetch, everything)(ask(operation));
      expect(response.headers.has('location')).toBe(false);
      expect(await errorOf(response)).toMatchObject({ status: 502, code: 'upstream_redirect' });
    }
    expect(dify.requests.every(({ redirect, url }) => redirect === 'manual' && url.host === 'dify.example')).toBe(true);
  });
});

describe('P13: what Dify refuses is told in words of ours', () => {
  const bodies = {
    'an envelope': (status: number) =>
      json({ code: 'CANARY', message: `CANARY ${apiKey} ${baseURL}`, status, stack: 'CANARY' }, status),
    'a page': (status: number) => new Response('<h1>CANARY</h1>', { status, headers: { 'content-type': 'text/html' } }),
    nothing: (status: number) => new Response(null, { status }),
    'an endless page': (status: number) => new Response('CANARY'.repeat(100_000), { status }),
  };
  const expected: Readonly<Record<number, [number, string]>> = {
    400: [400, 'bad_request'],
    401: [502, 'upstream_auth'],
    403: [502, 'upstream_auth'],
    404: [404, 'not_found'],
    405: [502, 'upstream_error'],
    409: [502, 'upstream_error'],
    413: [413, 'file_too_large'],
    415: [415, 'unsupported_file_type'],
    418: [502, 'upstream_error'],
    429: [429, 'too_many_requests'],
    500: [500, 'internal_server_error'],
    502: [502, 'upstream_error'],
    503: [503, 'service_unavailable'],
    504: [504, 'upstream_timeout'],
    524: [502, 'upstream_error'],
  };

  it.each(
    Object.entries(bodies).flatMap(([kind, body]) =>
      Object.entries(expected).map(([status, [to, code]]) => [Number(status), kind, to, code, body] as const),
    ),
  )('%d with %s becomes %d %s', async (status, _kind, to, code, body) => {
    const dify = recordedDify(() => body(status));
    for (const request of [ask('uploadChatFile'), question(), ask('getConversationsList')]) {
      const response = await handlerOn(dify.fetch)(request);
      const text = await response.clone().text();
      expect(text).not.toContain('CANARY');
      expect(text).not.toContain(apiKey);
      expect(text).not.toContain('dify.example');
      const error = await errorOf(response);
      expect(error).toMatchObject({ status: to, code });
      expect(error.message).toMatch(/\w.+\.$/);
    }
  });

  it.each([
    [412, 'human_input_form_submitted'],
    [412, 'human_input_form_expired'],
    [409, 'agent_session_configuration_changed'],
  ])('%d keeps the code %s, which tells a page what to do', async (status, code) => {
    const dify = recordedDify(() => json({ code, message: 'CANARY', status }, status));
    for (const operation of ['submitChatflowHumanInputForm', 'sendChatMessage'] as const) {
      const response = await handlerOn(dify.fetch)(ask(operation));
      expect(await response.clone().text()).not.toContain('CANARY');
      expect(await errorOf(response)).toMatchObject({ status, code });
    }
  });

  it.each([
    [413, 'audio_too_large'],
    [415, 'unsupported_audio_type'],
  ])('%d of a recording is %s', async (status, code) => {
    const dify = recordedDify(() => json({ code, message: 'CANARY', status }, status));
    expect(await errorOf(await handlerOn(dify.fetch)(ask('audioToText')))).toMatchObject({ status, code });
  });

  it('tells the operator, not the page, what to check about the key', async () => {
    const dify = recordedDify(() =>
      json({ code: 'unauthorized', message: 'Access token is invalid', status: 401 }, 401),
    );
    const log = testLog();
    const { message } = await errorOf(await handlerOn(dify.fetch, { log })(question()));
    expect(message).toMatch(/Whoever runs this site should check that the key belongs to this app/);
    expect(log.lines.join()).toContain('upstream_auth');
    expect(log.lines.join()).not.toContain(apiKey);
  });

  it('passes on what Dify says about a field, without keys and addresses', async () => {
    const message = `name is required in input form, see https://dify.internal/x?sign=1 ${apiKey}`;
    const dify = recordedDify(() => json({ code: 'invalid_param', message, status: 400 }, 400));
    expect(await errorOf(await handlerOn(dify.fetch)(question()))).toEqual({
      status: 400,
      code: 'invalid_param',
      message: 'name is required in input form, see [address] [key]',
    });
  });

  it('has a sentence with the limit for a file that is too large, where Dify has none', async () => {
    const dify = recordedDify(() => json({ code: 'file_too_large', message: '', status: 413 }, 413));
    const { message } = await errorOf(await handlerOn(dify.fetch)(ask('uploadChatFile')));
    expect(message).toContain('15 MB');
  });

  it.each([
    [{ 'retry-after': '7' }, '7'],
    [{ 'retry-after': '9999' }, '60'],
    [{ 'retry-after': 'abc' }, '5'],
    [{}, '5'],
  ])('keeps Retry-After: %j becomes %s', async (headers, expectedSeconds) => {
    const dify = recordedDify(() => json({ code: 'too_many_requests', message: 'x', status: 429 }, 429, headers));
    const response = await handlerOn(dify.fetch)(question());
    expect(response.headers.get('retry-after')).toBe(expectedSeconds);
  });

  it('calls the 400 for too many runs what it is, without the app’s id', async () => {
    const message = 'Too many requests. Please try again later. The current maximum … allowed for CANARY is 1.';
    const dify = recordedDify(() => json({ code: 'invalid_param', message, status: 400 }, 400));
    const response = await handlerOn(dify.fetch)(question());
    expect(response.headers.get('retry-after')).toBe('5');
    const error = await errorOf(response);
    expect(error).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(error.message).not.toContain('CANARY');
  });

  it('finds an error that comes with status 200', async () => {
    const dify = recordedDify(() => json({ code: 'app_unavailable', message: 'CANARY', status: 400 }));
    expect(await errorOf(await handlerOn(dify.fetch)(question()))).toMatchObject({
      status: 400,
      code: 'app_unavailable',
    });
  });

  it('calls page settings that do not exist not found', async () => {
    const dify = recordedDify(() => json({ code: 'forbidden', message: 'CANARY', status: 403 }, 403));
    expect((await handlerOn(dify.fetch)(ask('getChatWebAppSettings'))).status).toBe(404);
  });

  it('says that Dify cannot be reached', async () => {
    const dify = recordedDify(() => Promise.reject(new TypeError(`connect ECONNREFUSED 10.0.0.7 CANARY ${apiKey}`)));
    const response = await handlerOn(dify.fetch)(question());
    expect(await response.clone().text()).not.toContain('CANARY');
    expect(await errorOf(response)).toMatchObject({ status: 502, code: 'upstream_unreachable' });
  });
});

describe('P29: a key from a function', () => {
  it('is asked for each time, so a new one is used at once', async () => {
    const dify = recordedDify(() => json({ name: 'x' }));
    let at = 0;
    const handler = handlerOn(dify.fetch, { apps: { support: { baseURL, apiKey: async () => `app-${++at}` } } });
    await handler(ask('getChatAppInfo'));
    await handler(ask('getChatAppInfo'));
    expect(dify.requests.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer app-1', 'Bearer app-2']);
  });

  it.each([
    () => Promise.reject(new Error('vault CANARY')),
    () => '',
    () => 'app-CANARY\r\nx-evil: 1',
    () => 'app-CANARY ü',
  ])('that fails or gives none is a 503 without its words', async (key) => {
    const dify = recordedDify(() => json({ name: 'x' }));
    const log = testLog();
    const handler = handlerOn(dify.fetch, { log, apps: { support: { baseURL, apiKey: key } } });
    const response = await handler(ask('getChatAppInfo'));
    expect(await response.clone().text()).not.toContain('CANARY');
    expect(await errorOf(response)).toMatchObject({ status: 503, code: 'not_configured' });
    expect(log.lines.join()).not.toContain('CANARY');
    expect(dify.requests).toEqual([]);
  });
});

describe('what goes to Dify', () => {
  it('is made from nothing: no header of the page gets there', async () => {
    const dify = recordedDify(() => json({ name: 'x', result: 'success', data: [], id: 'f' }));
    const handler = handlerOn(dify.fetch, everything);
    const evil = {
      cookie: 'session=1',
      authorization: 'Bearer evil',
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-host': 'evil.example',
      'x-trace-id': 'evil',
      traceparent: '00-evil',
      'x-trace-session-id': 'evil',
      'x-http-method-override': 'DELETE',
      'accept-language': 'xx',
    };
    for (const operation of open) {
      const request = ask(operation);
      for (const [name, value] of Object.entries(evil)) request.headers.set(name, value);
      await handler(request);
    }
    const names = new Set(dify.requests.flatMap(({ headers }) => [...headers.keys()]));
    expect([...names].sort()).toEqual(['accept', 'accept-encoding', 'authorization', 'content-type', 'user-agent']);
    expect(dify.requests.map(({ headers }) => headers.get('authorization'))).toEqual(
      Array.from({ length: open.length }, () => `Bearer ${apiKey}`),
    );
  });
});

it('P14: a pressed answer is unpacked once and not called pressed', async () => {
  const { createServer } = await import('node:http');
  const { gzipSync } = await import('node:zlib');
  const server = createServer((_, outgoing) => {
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    outgoing.end(gzipSync('{"name":"Support"}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    const handler = handlerOn(fetch, { apps: { support: { baseURL: `http://127.0.0.1:${port}/v1`, apiKey } } });
    const response = await handler(ask('getChatAppInfo'));
    expect(response.headers.has('content-encoding')).toBe(false);
    expect(await response.json()).toEqual({ name: 'Support' });
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

describe('redact', () => {
  it.each([
    ['key app-1234567890 here', 'key [key] here'],
    ['dataset-abcdefghij', '[key]'],
    ['Incorrect key sk-proj-****abcd.', 'Incorrect key [key].'],
    ['Authorization: Bearer abc.def', 'Authorization: [key]'],
    ['see http://api:5001/v1?sign=abc now', 'see [address] now'],
    ['at 10.0.0.1:5432 and 192.168.1.1', 'at [address] and [address]'],
    ["HTTPConnectionPool(host='plugin_daemon', port=5002): Max", 'HTTPConnectionPool([address]): Max'],
    ['name is required in input form', 'name is required in input form'],
    ['Invalid API Key provided: gsk_abcdEFGH12345678', 'Invalid API Key provided: [key]'],
    ['hf_abcdefghijklmnop, AKIAIOSFODNN7EXAMPLE', '[key], [key]'],
    ['xai-abcdefghijklmnop tvly-abcdefghijkl', '[key] [key]'],
    [
      'connection failed: host=db port=5432 user=dify password=hunter2!x',
      'connection failed: host=[hidden] port=5432 user=[hidden] password=[hidden]',
    ],
    ['{"api_key": "hunter2", "at": 12}', '{"api_key": "[hidden]", "at": 12}'],
    [String.raw`{"message": "{\"password\": \"hunter2\"}"}`, String.raw`{"message": "{\"password\": \"[hidden]\"}"}`],
    ["password='hunter2 or more', x", "password='[hidden]', x"],
    ['File "/app/api/core/model_runtime/model.py", line 72', 'File "[path]", line 72'],
    ['in C:\\Users\\dify\\app.py now', 'in [path] now'],
    ['fe80::1%eth0 or [fd00:dead::5]:6379', '[address] or [address]'],
    ['redis.internal.corp:6379 and db:5432', '[address] and [address]'],
    ['redis.default.svc.cluster.local', '[address]'],
    ['at 12:30:45 of 2026-11-23', 'at 12:30:45 of 2026-11-23'],
    ['either/or, 3/4, ratio 16:9', 'either/or, 3/4, ratio 16:9'],
    ['версия 1.2.3', 'версия 1.2.3'],
  ])('%j becomes %j', (text, plain) => {
    expect(redact(text)).toBe(plain);
  });

  it('leaves JSON what it is: models wrap their failures in it', () => {
    const inner = { url: 'https://a.example/v1', auth: 'Bearer abc.def', key: 'sk-1234567890' };
    const text = JSON.stringify({ message: JSON.stringify(inner), jwt: 'eyJhbGciOiJIUzI1.eyJzdWIi.abc' });
    const plain = JSON.parse(redact(text));
    expect(JSON.parse(plain.message)).toEqual({ url: '[address]', auth: '[key]', key: '[key]' });
    expect(plain.jwt).toBe('[key]');
  });

  it('cuts what is long', () => {
    expect(redact('x'.repeat(1_000_000)).length).toBe(4000);
  });
});

describe('a Dify that does not come to an end', () => {
  it('is left after its time', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')),
      cancel() {
        isCancelled = true;
      },
    });
    await expect(readText(new Response(body), 1000, 30)).rejects.toThrow('No reply within');
    expect(isCancelled).toBe(true);
  });

  it('is answered for with 504', async () => {
    const body = () =>
      new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(new TextEncoder().encode('{"name":')) });
    const dify = recordedDify(() => new Response(body(), { headers: { 'content-type': 'application/json' } }));
    const response = await handlerOn(dify.fetch, { limits: { timeout: 40 } })(fromPage('GET', '/info'));
    expect(await errorOf(response)).toMatchObject({ status: 504, code: 'upstream_timeout' });
  });

  it('is not asked with a key that does not come', async () => {
    const dify = recordedDify(() => json({}));
    const apps = { support: { baseURL, apiKey: () => new Promise<string>(() => undefined) } };
    const response = await handlerOn(dify.fetch, { apps, limits: { timeout: 30 } })(fromPage('GET', '/info'));
    expect(await errorOf(response)).toMatchObject({ status: 503, code: 'not_configured' });
    expect(dify.requests).toEqual([]);
  });
});

it('sends of a file what makes it one, and nothing beside it', async () => {
  const dify = recordedDify(() => stream(line('message_end')));
  const file = { type: 'image', transfer_method: 'local_file', upload_file_id: handleOf('file', uuid) };
  const more = { reference: 'r', related_id: uuid, id: uuid, tenant_id: uuid, extension: '.png' };
  const asked = question({ files: [file], inputs: { picture: { ...file, ...more } } });
  await handlerOn(dify.fetch)(asked);
  const plain = { ...file, upload_file_id: uuid };
  expect(dify.requests[0]?.json).toMatchObject({ files: [plain], inputs: { picture: plain } });
  expect(JSON.stringify(dify.requests[0]?.json)).not.toMatch(/reference|related_id|tenant_id|extension|"id"/);
});
