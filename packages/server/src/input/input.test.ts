import { afterEach, describe, expect, it, vi } from 'vitest';
import { handleOf } from '../testing/handle-of.ts';
import { apiKey, baseURL, errorOf, fromPage, handlerOn, question } from '../testing/handler-on.ts';
import { json, line, recordedDify, stream } from '../testing/recorded-dify.ts';
import { cleanFileName } from './clean-file-name.ts';

const uuid = '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b';
const uploaded = { id: 'f1', name: 'a', size: 1 };

function dify() {
  return recordedDify(({ url }) =>
    url.pathname.endsWith('/upload') ? json(uploaded, 201) : stream(line('message_end')),
  );
}

async function ask(body: Readonly<Record<string, unknown>> | string, options: Parameters<typeof handlerOn>[1] = {}) {
  const upstream = dify();
  const request = typeof body === 'string' ? fromPage('POST', '/chat-messages', { body }) : question(body);
  const response = await handlerOn(upstream.fetch, options)(request);
  return { response, sent: upstream.requests[0]?.json, asked: upstream.requests.length };
}

function body(bytes: number, fill = 'x'): string {
  const frame = JSON.stringify({ inputs: { a: '' }, query: 'Hi' });
  return frame.replace('""', JSON.stringify(fill.repeat(bytes - frame.length)));
}

function streamed(text: string, headers: Readonly<Record<string, string>> = {}): Request {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const pieces = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + 10_000));
      at += 10_000;
    },
  });
  const init: RequestInit & { duplex: 'half' } = { body: pieces, duplex: 'half', headers };
  return fromPage('POST', '/chat-messages', init);
}

describe('P18: how large a body may be', () => {
  const limit = 262_144;

  it.each<[string, () => Request, number]>([
    ['exactly the limit', () => streamed(body(limit)), 200],
    ['one byte more', () => streamed(body(limit + 1)), 413],
    [
      'more in characters of several bytes',
      () => streamed(JSON.stringify({ query: 'x', inputs: { a: '🚲'.repeat(66_000) } })),
      413,
    ],
    ['more than it says', () => streamed(body(limit + 1), { 'content-length': '5' }), 413],
    ['a declared length above the limit', () => streamed('{"query":"Hi"}', { 'content-length': '999999999' }), 413],
    ['a senseless length', () => streamed('{"query":"Hi"}', { 'content-length': 'abc' }), 200],
  ])('%s', async (_, request, status) => {
    const upstream = dify();
    const response = await handlerOn(upstream.fetch)(request());
    expect(response.status).toBe(status);
    expect(upstream.requests).toHaveLength(status === 200 ? 1 : 0);
  });

  it('stops reading at the limit', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init: RequestInit & { duplex: 'half' } = { body: endless, duplex: 'half' };
    const response = await handlerOn(dify().fetch)(fromPage('POST', '/chat-messages', init));
    expect(await errorOf(response)).toMatchObject({ status: 413, code: 'payload_too_large' });
    expect(pulled).toBeLessThan(12);
  });

  it('counts the bytes of a question', async () => {
    expect((await ask({ query: 'x'.repeat(32_768) })).response.status).toBe(200);
    expect((await ask({ query: 'x'.repeat(32_769) })).response.status).toBe(413);
    expect((await ask({ query: '后'.repeat(10_923) })).response.status).toBe(413);
  });

  it('refuses an address that is too long', async () => {
    const response = await handlerOn(dify().fetch)(fromPage('GET', `/conversations?x=${'x'.repeat(33_000)}`));
    expect(response.status).toBe(414);
  });
});

describe('P19: a body that never ends', () => {
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['that is silent', 0],
    ['that drips', 10_000],
  ])('%s is given up after 30 s', async (_, everyMs) => {
    vi.useFakeTimers();
    const upstream = dify();
    let timer: ReturnType<typeof setInterval> | undefined;
    let isCancelled = false;
    const dripping = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"query":"'));
        if (everyMs > 0) timer = setInterval(() => controller.enqueue(new Uint8Array([120])), everyMs);
      },
      cancel() {
        clearInterval(timer);
        isCancelled = true;
      },
    });
    const init: RequestInit & { duplex: 'half' } = { body: dripping, duplex: 'half' };
    const asked = handlerOn(upstream.fetch)(fromPage('POST', '/chat-messages', init));
    await vi.advanceTimersByTimeAsync(31_000);
    expect(await errorOf(await asked)).toMatchObject({ status: 408, code: 'request_timeout' });
    expect(isCancelled).toBe(true);
    expect(upstream.requests).toEqual([]);
  });

  it('or breaks off is a 400', async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('gone')) });
    const init: RequestInit & { duplex: 'half' } = { body: broken, duplex: 'half' };
    const response = await handlerOn(dify().fetch)(fromPage('POST', '/chat-messages', init));
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'incomplete_body' });
  });
});

describe('P20: which fields reach Dify', () => {
  it('are those of the operation that a page may set', async () => {
    const { sent } = await ask({
      conversation_id: uuid,
      auto_generate_name: false,
      inputs: { name: 'Ada', nested: { deep: [1, null, true] } },
      workflow_id: uuid,
      trace_id: 'evil',
      trace_session_id: 'evil',
      retriever_from: 'evil',
      parent_message_id: uuid,
      model_config: { a: 1 },
      constructor: 'evil',
      toString: 'evil',
    });
    expect(sent).toEqual({
      query: 'Hi',
      inputs: { name: 'Ada', nested: { deep: [1, null, true] } },
      conversation_id: uuid,
      auto_generate_name: false,
      response_mode: 'streaming',
      user: expect.stringMatching(/^u_/),
    });
  });

  it('run the published version of a workflow, and another one only by its own address', async () => {
    const upstream = dify();
    const operations = ['executeWorkflow', 'runWorkflowById'] as const;
    const apps = { support: { baseURL, apiKey, operations } };
    const body = JSON.stringify({
      inputs: { a: 1 },
      workflow_id: uuid,
      trace_id: 'x',
      trace_session_id: 'x',
      user: 'm',
    });
    for (const path of ['/workflows/run', `/workflows/${uuid}/run`]) {
      await handlerOn(upstream.fetch, { apps })(fromPage('POST', path, { body }));
    }
    expect(upstream.requests.map(({ url, json: sent }) => [url.pathname, sent])).toEqual(
      ['/v1/workflows/run', `/v1/workflows/${uuid}/run`].map((path) => [
        path,
        { inputs: { a: 1 }, response_mode: 'streaming', user: expect.stringMatching(/^u_/) },
      ]),
    );
  });

  it('of a query are what the operation takes them for', async () => {
    const upstream = recordedDify(() => json({ data: [] }));
    const apps = { support: { baseURL, apiKey, operations: 'admin' as const } };
    const handler = handlerOn(upstream.fetch, { apps, authorize: () => true });
    expect((await handler(fromPage('GET', '/workflows/logs?page=2&limit=500&keyword=12&status=failed'))).status).toBe(
      200,
    );
    expect(upstream.requests[0]?.url.search).toBe('?keyword=12&status=failed&page=2&limit=100');
    expect((await handler(fromPage('GET', '/workflows/logs?page=true'))).status).toBe(400);
    expect((await handler(fromPage('GET', '/workflows/logs?page=1&page=2'))).status).toBe(400);
  });

  it.each([
    [undefined, 'streaming'],
    ['streaming', 'streaming'],
    ['blocking', 'blocking'],
  ])('response_mode %j becomes %s', async (mode, expected) => {
    const { sent } = await ask({ response_mode: mode });
    expect(sent?.response_mode).toBe(expected);
  });

  it('takes numbers of a query as numbers, cuts the page size and drops what it does not know', async () => {
    const upstream = recordedDify(() => json({ limit: 20, has_more: false, data: [] }));
    const handler = handlerOn(upstream.fetch);
    await handler(fromPage('GET', '/conversations?limit=500&sort_by=-updated_at&x=1&trace_id=1'));
    const query = upstream.requests[0]?.url.searchParams;
    expect([...(query ?? [])].map(([name]) => name)).toEqual(['limit', 'sort_by', 'user']);
    expect(query?.get('limit')).toBe('100');
  });

  it.each([
    'limit=1&limit=2',
    'limit=0',
    'limit=-1',
    'limit=abc',
    'limit=1e1',
    'sort_by=name',
    'last_id=..',
    'last_id=',
  ])('refuses the query %s', async (query) => {
    const upstream = dify();
    const response = await handlerOn(upstream.fetch)(fromPage('GET', `/conversations?${query}`));
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'invalid_param' });
    expect(upstream.requests).toEqual([]);
  });

  it.each([
    ['', 'bad_request'],
    ['{', 'bad_request'],
    ['\ufeff{"query":"Hi"}', 'bad_request'],
    ['null', 'bad_request'],
    ['[]', 'bad_request'],
    ['"x"', 'bad_request'],
    ['7', 'bad_request'],
    ['{}', 'invalid_param'],
    ['{"query":""}', 'invalid_param'],
    ['{"query":7}', 'invalid_param'],
    ['{"query":"Hi","inputs":[]}', 'invalid_param'],
    ['{"query":"Hi","inputs":"x"}', 'invalid_param'],
    ['{"query":"Hi","__proto__":{"user":"x"}}', 'invalid_param'],
    ['{"query":"Hi","inputs":{"__proto__":{"a":1}}}', 'invalid_param'],
    ['{"query":"Hi","inputs":{"a":{"\\u005f_proto__":1}}}', 'invalid_param'],
    [`{"query":"Hi","inputs":${'{"a":'.repeat(9)}1${'}'.repeat(9)}}`, 'invalid_param'],
    [`{"query":"Hi","inputs":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`, 'invalid_param'],
  ])('refuses a body (%#)', async (text, code) => {
    const { response, asked } = await ask(text);
    expect(await errorOf(response)).toMatchObject({ status: 400, code });
    expect(asked).toBe(0);
  });

  it('does not repeat what was sent', async () => {
    const { response } = await ask({ query: 7, secretField: 'CANARY', conversation_id: 'CANARY' });
    expect(await response.text()).not.toContain('CANARY');
  });

  it('takes inputs of eight levels', async () => {
    const { response } = await ask(`{"query":"Hi","inputs":${'{"a":'.repeat(8)}1${'}'.repeat(8)}}`);
    expect(response.status).toBe(200);
  });

  it('sends an upload along', async () => {
    const file = { type: 'image', transfer_method: 'local_file', upload_file_id: uuid };
    const sealed = { ...file, upload_file_id: handleOf('file', uuid) };
    expect((await ask({ files: [sealed] })).sent?.files).toEqual([file]);
    const { sent } = await ask({ inputs: { picture: sealed, more: [sealed], deep: { a: [{ b: sealed }] } } });
    expect(sent?.inputs).toEqual({ picture: file, more: [file], deep: { a: [{ b: file }] } });
  });

  it('takes ten files and not eleven', async () => {
    const file = { type: 'image', transfer_method: 'local_file', upload_file_id: handleOf('file', uuid) };
    expect((await ask({ files: Array.from({ length: 10 }, () => file) })).response.status).toBe(200);
    expect((await ask({ files: Array.from({ length: 11 }, () => file) })).response.status).toBe(400);
  });
});

describe('P22: what an upload becomes', () => {
  const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

  async function upload(
    parts: readonly (readonly [string, string | File])[],
    options: Parameters<typeof handlerOn>[1] = {},
  ) {
    const form = new FormData();
    for (const [name, value] of parts) form.append(name, value);
    const upstream = dify();
    const response = await handlerOn(upstream.fetch, options)(fromPage('POST', '/files/upload', { body: form }));
    return { response, form: upstream.requests[0]?.form, asked: upstream.requests.length };
  }

  const text = new File(['abc'], 'a.txt', { type: 'text/plain' });

  it('one file and the bound user, whatever else was in the form', async () => {
    const { response, form } = await upload([
      ['user', 'mallory'],
      ['type', 'x'],
      ['file', text],
      ['user', 'mallory'],
      ['source', 'datasets'],
    ]);
    expect(response.status).toBe(201);
    expect(form?.map(([name]) => name)).toEqual(['file', 'user']);
    const file = form?.[0]?.[1];
    expect(file).toBeInstanceOf(File);
    if (file instanceof File) expect([file.name, file.type, await file.text()]).toEqual(['a.txt', 'text/plain', 'abc']);
    expect(form?.[1]?.[1]).toMatch(/^u_/);
  });

  it.each<[string, readonly (readonly [string, string | File])[], number, string]>([
    [
      'two files',
      [
        ['file', text],
        ['file', text],
      ],
      400,
      'too_many_files',
    ],
    [
      'a second file of another name',
      [
        ['file', text],
        ['other', text],
      ],
      400,
      'too_many_files',
    ],
    ['a file of another name', [['upload', text]], 400, 'no_file_uploaded'],
    ['text for a file', [['file', 'abc']], 400, 'no_file_uploaded'],
    ['nothing', [['user', 'x']], 400, 'no_file_uploaded'],
    ['an empty file', [['file', new File([], 'a.txt', { type: 'text/plain' })]], 400, 'file_empty'],
    [
      'a drawing with scripts',
      [['file', new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' })]],
      415,
      'unsupported_file_type',
    ],
    [
      'such a drawing in capitals',
      [['file', new File(['<svg/>'], 'a.svg', { type: 'IMAGE/SVG+XML' })]],
      415,
      'unsupported_file_type',
    ],
    [
      'a page that says it is a picture',
      [['file', new File(['<script>'], 'a.png', { type: 'image/png' })]],
      415,
      'unsupported_file_type',
    ],
  ])('%s is refused', async (_, parts, status, code) => {
    const { response, asked } = await upload(parts);
    expect(await errorOf(response)).toMatchObject({ status, code });
    expect(asked).toBe(0);
  });

  it.each([
    ['text/html', 'text/plain'],
    ['TEXT/HTML; charset=x', 'text/plain'],
    ['application/xhtml+xml', 'text/plain'],
    ['text/xml', 'text/plain'],
    ['text/javascript', 'text/plain'],
    ['text/markdown', 'text/markdown'],
    ['application/pdf', 'application/pdf'],
    ['audio/mp3', 'audio/mp3'],
    ['', 'application/octet-stream'],
    ['nonsense', 'application/octet-stream'],
    ['a/b/c', 'application/octet-stream'],
  ])('the type %j goes on as %s', async (type, expected) => {
    const { form } = await upload([['file', new File(['abc'], 'a', { type })]]);
    const file = form?.[0]?.[1];
    expect(file instanceof File && file.type).toBe(expected);
  });

  it('a real picture passes', async () => {
    const { response } = await upload([['file', new File([picture], 'a.png', { type: 'image/png' })]]);
    expect(response.status).toBe(201);
  });

  it('exactly the limit passes, one byte more does not', async () => {
    const file = (size: number) => new File(['x'.repeat(size)], 'a.txt', { type: 'text/plain' });
    const limits = { uploadBytes: 50_000 };
    expect((await upload([['file', file(50_000)]], { limits })).response.status).toBe(201);
    const { response, asked } = await upload([['file', file(50_001)]], { limits });
    expect(await errorOf(response)).toMatchObject({ status: 413, code: 'file_too_large' });
    expect(asked).toBe(0);
    const { response: huge } = await upload([['file', file(500_000)]], { limits });
    expect((await errorOf(huge)).message).toContain('48.8 KB');
  });

  it('a form that cannot be read is refused', async () => {
    const upstream = dify();
    const request = fromPage('POST', '/files/upload', { body: 'no form' });
    request.headers.set('content-type', 'multipart/form-data; boundary=x');
    expect((await handlerOn(upstream.fetch)(request)).status).toBe(400);
    expect(upstream.requests).toEqual([]);
  });

  it('three at a time', async () => {
    const waiting: (() => void)[] = [];
    const upstream = recordedDify(
      () => new Promise<Response>((resolve) => waiting.push(() => resolve(json(uploaded, 201)))),
    );
    const handler = handlerOn(upstream.fetch);
    const send = () => {
      const form = new FormData();
      form.append('file', text);
      return handler(fromPage('POST', '/files/upload', { body: form }));
    };
    const three = [send(), send(), send()];
    await vi.waitFor(() => expect(waiting).toHaveLength(3));
    expect((await send()).status).toBe(429);
    for (const finish of waiting) finish();
    expect((await Promise.all(three)).map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});

describe('cleanFileName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\x.txt', 'x.txt'],
    ['C:\\fakepath\\a.txt', 'a.txt'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['"; filename="evil.html', '_; filename=_evil.html'],
    ['exe.\u202egpj', 'exe.gpj'],
    ['a\u0000b.txt', 'ab.txt'],
    ['zero\u200bwidth.txt', 'zerowidth.txt'],
    ['a<b>|?*.txt', 'a_b____.txt'],
    ['..', 'file'],
    ['.', 'file'],
    ['', 'file'],
    ['/', 'file'],
    ['  ', 'file'],
    ['维修 手册.md', '维修 手册.md'],
    ['.env', '.env'],
  ])('%j becomes %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it('keeps the extension of a long name', () => {
    const clean = cleanFileName(`${'长'.repeat(400)}.pdf`);
    expect(clean).toHaveLength(200);
    expect(clean.endsWith('长.pdf')).toBe(true);
  });
});

describe('how an answer comes that nobody said anything about', () => {
  it.each([
    ['application/json', 'blocking'],
    ['text/event-stream', 'streaming'],
    ['*/*', 'streaming'],
  ])('with Accept %s: %s', async (accept, expected) => {
    const upstream = dify();
    const body = '{"query":"Hi","inputs":{}}';
    await handlerOn(upstream.fetch)(fromPage('POST', '/chat-messages', { body, headers: { accept } }));
    expect(upstream.requests[0]?.json.response_mode).toBe(expected);
  });
});
