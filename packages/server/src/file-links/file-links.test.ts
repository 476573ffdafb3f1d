import { describe, expect, it } from 'vitest';
import { apiKey, baseURL, errorOf, fromPage, handlerOn, question, testLog } from '../testing/handler-on.ts';
import { json, line, recordedDify, stream } from '../testing/recorded-dify.ts';
import { uuid } from '../testing/request-for.ts';
import { recordsIn, textIn } from '../testing/run-requests.ts';

const conversation_id = '11111111-1111-4111-8111-111111111111';
const message_id = '22222222-2222-4222-8222-222222222222';
const ids = { conversation_id, message_id, id: message_id, task_id: 't1' };
const origin = 'https://dify.example';
const query = (nonce: string) => `timestamp=1795382304&nonce=${nonce}&sign=a1_B-c%3D`;
const tool = (nonce: string) => `${origin}/files/tools/${uuid}.png?${query(nonce)}`;
const upload = (nonce: string) => `${origin}/files/${uuid}/file-preview?${query(nonce)}`;
const link = /\/api\/dify\/support\/file-links\/[\w.~-]+/g;

/** Dify that streams some texts, keeps a history, and serves the addresses that it has signed last. */
function difyWith(options: { events?: string; history?: () => unknown; served?: () => readonly string[] }) {
  return recordedDify(({ url }) => {
    if (url.pathname.endsWith('/chat-messages')) return stream(options.events ?? '');
    if (url.pathname.endsWith('/messages')) return json(options.history?.() ?? { data: [], has_more: false });
    if (options.served?.().includes(url.href) === true)
      return new Response('bytes', { headers: { 'content-type': 'image/png' } });
    return json({ code: 'not_found', message: 'no', status: 404 }, 404);
  });
}

const turn = (nonce: string) => ({
  id: message_id,
  conversation_id,
  query: 'Draw',
  answer: `Here: [a.wav](${tool(nonce)})`,
  message_files: [{ id: 'f1', type: 'image', url: tool(nonce), belongs_to: 'assistant' }],
});
const history = (nonce: string) => ({ limit: 20, has_more: false, data: [turn(nonce)] });

const events = (texts: readonly string[]) =>
  texts.map((answer) => line('message', { ...ids, answer })).join('') +
  line('message_file', { ...ids, id: 'f1', type: 'image', belongs_to: 'assistant', url: tool('stream') }) +
  line('message_end', { ...ids, metadata: {} });

const historyRequest = () => fromPage('GET', `/messages?conversation_id=${conversation_id}`);
const get = (path: string, init?: RequestInit) => fromPage('GET', path.replace('/api/dify/support', ''), init);

async function asked(handler: (request: Request) => Promise<Response>): Promise<string> {
  return (await handler(question())).text();
}

describe('a file that Dify names by a signed address', () => {
  it('is a link of the handler in every place of a stream', async () => {
    const dify = difyWith({ events: events([`Look: ![x](${tool('a')}) and`, ` [all](${upload('b')}).`]) });
    const text = await asked(handlerOn(dify.fetch));
    expect(text).not.toContain('sign=');
    expect(text).not.toContain(origin);
    expect(text.match(link)).toHaveLength(3);
    expect(textIn(text)).toMatch(/^Look: !\[x\]\(\/api\/.+\) and \[all\]\(\/api\/.+\)\.$/);
  });

  it('is the same link in the history, each time it is read', async () => {
    let nonce = 0;
    const dify = difyWith({ events: events([`![x](${tool('a')})`]), history: () => history(`n${++nonce}`) });
    const handler = handlerOn(dify.fetch);
    const streamed = (await asked(handler)).match(link)?.[0];
    const once = await (await handler(historyRequest())).text();
    const twice = await (await handler(historyRequest())).text();
    expect(once).toBe(twice);
    expect(new Set(once.match(link))).toEqual(new Set([streamed]));
    expect(once).not.toContain('sign=');
  });

  it('is handed on from its address, without the key, with the headers of previews', async () => {
    const dify = difyWith({ history: () => history('h'), served: () => [tool('h')] });
    const handler = handlerOn(dify.fetch);
    const [path = ''] = (await (await handler(historyRequest())).text()).match(link) ?? [];
    const response = await handler(get(path));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('bytes');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    const { headers, redirect, url } = dify.requests.at(-1) ?? {};
    expect([url?.href, redirect, headers?.get('authorization')]).toEqual([tool('h'), 'manual', null]);
    const saved = await handler(get(`${path}?as_attachment=true`));
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is found again when its address is dead, also by a handler that never saw it', async () => {
    let now = 'old';
    const dify = difyWith({ history: () => history(now), served: () => [tool(now)] });
    const [path = ''] = (await (await handlerOn(dify.fetch)(historyRequest())).text()).match(link) ?? [];
    const first = handlerOn(dify.fetch);
    expect(await (await first(get(path))).text()).toBe('bytes');
    now = 'new';
    expect(await (await first(get(path))).text()).toBe('bytes');
    expect(dify.requests.filter(({ url }) => url.pathname.endsWith('/messages'))).toHaveLength(3);
    for (const { headers, url } of dify.requests)
      expect(headers.get('authorization')).toBe(url.pathname.startsWith('/v1') ? `Bearer ${apiKey}` : null);
  });

  it('is looked for page by page, and given up with 404', async () => {
    const rows = (from: number) => Array.from({ length: 100 }, (_, at) => ({ id: `m${from + at}`, conversation_id }));
    let page = 0;
    const dify = difyWith({
      history: () => (page++ === 0 ? history('h') : { limit: 100, has_more: true, data: rows(page * 100) }),
    });
    const handler = handlerOn(dify.fetch);
    const [path = ''] = (await (await handler(historyRequest())).text()).match(link) ?? [];
    expect(await errorOf(await handler(get(path)))).toMatchObject({ status: 404, code: 'not_found' });
    const pages = dify.requests.filter(({ url }) => url.pathname.endsWith('/messages'));
    expect(pages.length).toBe(11);
    expect(pages.slice(2).map(({ url }) => url.searchParams.get('first_id'))).toEqual(
      Array.from({ length: 9 }, (_, at) => `m${(at + 2) * 100}`),
    );
  });

  it('is nobody else’s, and none when it is forged', async () => {
    const dify = difyWith({ history: () => history('h'), served: () => [tool('h')] });
    const handler = handlerOn(dify.fetch);
    const [path = ''] = (await (await handler(historyRequest())).text()).match(link) ?? [];
    const asOther = get(path, { headers: { 'x-test-person': 'bob' } });
    const forged = get(path.replace(uuid, uuid.replace(/.$/, '0')));
    const before = dify.requests.length;
    for (const request of [asOther, forged, get('/file-links/x')]) expect((await handler(request)).status).toBe(404);
    expect(dify.requests).toHaveLength(before);
    expect((await handler(fromPage('POST', path.replace('/api/dify/support', '')))).status).toBe(405);
    const foreign = get(path, { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } });
    expect((await handler(foreign)).status).toBe(403);
  });

  it('may be refused by `authorize` as previews are', async () => {
    const dify = difyWith({ history: () => history('h'), served: () => [tool('h')] });
    const seen: unknown[] = [];
    const handler = handlerOn(dify.fetch, {
      authorize({ ids: named, operation }) {
        seen.push([operation, named]);
        return operation !== 'previewChatFile';
      },
    });
    const [path = ''] = (await (await handler(historyRequest())).text()).match(link) ?? [];
    expect((await handler(get(path))).status).toBe(403);
    expect(seen.at(-1)).toEqual(['previewChatFile', { file_id: uuid }]);
  });

  it('has no address at all where pages may read no files', async () => {
    const dify = difyWith({ history: () => history('h') });
    const apps = { support: { baseURL, apiKey, operations: ['getConversationHistory'] as const } };
    const text = await (await handlerOn(dify.fetch, { apps })(historyRequest())).text();
    expect(text).toContain('[a.wav]()');
    expect(text).not.toContain('sign=');
  });

  it('keeps Dify’s address where the options ask for it', async () => {
    const dify = difyWith({ history: () => history('h') });
    const apps = { support: { baseURL, apiKey, fileLinks: 'dify' as const } };
    expect(await (await handlerOn(dify.fetch, { apps })(historyRequest())).text()).toContain(tool('h'));
  });

  it('is a whole address for the page of another site', async () => {
    const dify = difyWith({ history: () => history('h') });
    const handler = handlerOn(dify.fetch, { origins: ['https://shop.example'] });
    const request = historyRequest();
    request.headers.set('origin', 'https://shop.example');
    expect(await (await handler(request)).text()).toContain('"https://app.example/api/dify/support/file-links/');
  });
});

describe('where files may lie', () => {
  const elsewhere = (nonce: string) => tool(nonce).replace(origin, 'https://files.example');

  it('is the origin of Dify and what the options name, and nothing else is asked', async () => {
    const log = testLog();
    const dify = difyWith({ events: events([`![x](${elsewhere('a')}) ![y](${elsewhere('b')})`]) });
    const text = await asked(handlerOn(dify.fetch, { log }));
    expect(textIn(text)).toBe(`![x](${elsewhere('a')}) ![y](${elsewhere('b')})`);
    expect(log.lines.filter((told) => told.includes('https://files.example'))).toHaveLength(1);
    const apps = { support: { baseURL, apiKey, fileOrigins: ['https://files.example'] } };
    expect(textIn(await asked(handlerOn(dify.fetch, { apps })))).not.toContain('files.example');
  });

  it('is Dify itself for addresses without an origin', async () => {
    const dify = difyWith({ events: events([`[x](/files/tools/${uuid}.wav?${query('a')})`]) });
    expect(textIn(await asked(handlerOn(dify.fetch)))).toMatch(/^\[x\]\(\/api\/dify\/support\/file-links\//);
  });

  it.each([
    `${origin}/files/tools/${uuid}.png`,
    `${origin}/files/tools/../${uuid}.png?${query('a')}`,
    `${origin}/files/tools/${uuid}.png?x=1`,
    `${origin}.evil.example/files/tools/${uuid}.png?${query('a')}`,
    `https://dify.example@evil.example/files/tools/${uuid}.png?${query('a')}`,
    `${origin}/v1/chat-messages?${query('a')}`,
  ])('%s stays what it is', async (address) => {
    const dify = difyWith({ events: events([`(${address})`]) });
    expect(textIn(await asked(handlerOn(dify.fetch)))).toBe(`(${address})`);
  });

  it.each(['https://files.example/', 'files.example', 'https://files.example/files'])(
    'refuses %j as an origin',
    (wrong) => {
      const apps = { support: { baseURL, apiKey, fileOrigins: [wrong] } };
      expect(() => handlerOn(fetch, { apps })).toThrow(/fileOrigins.*without a path/);
    },
  );
});

describe('an address that a model writes bit by bit', () => {
  const whole = `See [1] (a) f(x) ![plan](${tool('a')}) and [docs](https://docs.example/files).`;

  it('becomes the same link wherever it is cut', async () => {
    const reference = textIn(await asked(handlerOn(difyWith({ events: events([whole]) }).fetch)));
    expect(reference).not.toContain('sign=');
    for (let at = 1; at < whole.length; at += 1) {
      const dify = difyWith({ events: events([whole.slice(0, at), whole.slice(at)]) });
      expect(textIn(await asked(handlerOn(dify.fetch)))).toBe(reference);
    }
    for (const size of [1, 3, 7, 40]) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.slice(at * size, (at + 1) * size),
      );
      expect(textIn(await asked(handlerOn(difyWith({ events: events(pieces) }).fetch)))).toBe(reference);
    }
  });

  it('holds nothing else back: each piece is its own event, at once', async () => {
    const pieces = ['One ', '[two](', 'https://docs.example', '/x) (', 'three) [4', '] (five)', ' six'];
    const dify = difyWith({ events: events(pieces) });
    const shown = recordsIn(await asked(handlerOn(dify.fetch)))
      .filter(([, { event }]) => event === 'message')
      .map(([, { answer }]) => answer);
    expect(shown.join('')).toBe(pieces.join(''));
    expect(shown).toEqual(['One ', '[two]', '(https://docs.example', '/x) (', 'three) [4', '] (five)', ' six']);
  });

  it('is handed on as it is when the answer ends within it', async () => {
    const cut = `![plan](${origin}/files/tools/${uuid}.p`;
    const dify = difyWith({ events: events(['Look: ', ...cut]) });
    expect(textIn(await asked(handlerOn(dify.fetch)))).toBe(`Look: ${cut}`);
    const lost = difyWith({ events: line('message', { ...ids, answer: `x ${cut}` }) });
    expect(textIn(await asked(handlerOn(lost.fetch)))).toBe(`x ${cut}`);
  });
});
