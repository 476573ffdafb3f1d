import { describe, expect, it } from 'vitest';
import { routesOf } from '../routes.ts';
import { filledPath } from '../testing/handle-of.ts';
import { apiKey, baseURL, errorOf, fromPage, handlerOn, question, secret } from '../testing/handler-on.ts';
import { json, line, recordedDify, stream } from '../testing/recorded-dify.ts';
import { formOf } from '../testing/request-for.ts';
import { userId } from './user-id.ts';

const uuid = '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b';
const page = { limit: 20, has_more: false, data: [] };
const everyRoute = Array.from(new Set([...routesOf('chat'), ...routesOf('completion'), ...routesOf('workflow')]));
const everything = { apps: { support: { baseURL, apiKey, operations: everyRoute.map(({ operation }) => operation) } } };
const ada = userId(secret, 'support', 'ada');

const forms = ['/files/upload', '/audio-to-text'];

function request(method: string, path: string, fields = ''): Request {
  const filled = filledPath(path, uuid);
  if (forms.includes(path)) return upload(['file'], filled);
  if (method === 'GET') return fromPage(method, `${filled}?conversation_id=${uuid}${fields}`);
  const body = `{"query":"x","inputs":{},"rating":"like","name":"n","value":"v","action":"a","text":"t"${fields}}`;
  return fromPage(method, filled, { body });
}

function upload(order: readonly string[], url = '/files/upload'): Request {
  return fromPage('POST', url, { body: formOf(...order) });
}

describe('the user that Dify gets', () => {
  it('is a keyed hash of app and account: stable, opaque, different in every app and with every secret', async () => {
    expect(ada).toMatch(/^u_[\w-]{43}$/);
    expect(userId(secret, 'support', 'ada')).toBe(ada);
    expect(userId(secret, 'sales', 'ada')).not.toBe(ada);
    expect(userId(`${secret}!`, 'support', 'ada')).not.toBe(ada);
    expect(ada).not.toContain('ada');
  });

  it.each(['🚲', 'x'.repeat(10_240), '__proto__', 'a\0b', ' '])('is made of any id', async (id) => {
    const dify = recordedDify(() => json(page));
    const response = await handlerOn(dify.fetch, { identify: () => ({ id }) })(fromPage('GET', '/conversations'));
    expect(response.status).toBe(200);
    expect(dify.requests[0]?.url.searchParams.get('user')).toBe(userId(secret, 'support', id));
  });

  it('stays while a secret is exchanged, until the old one is removed', async () => {
    const dify = recordedDify(() => json(page));
    await handlerOn(dify.fetch, { secret: [`new ${secret}`, secret] })(
      fromPage('GET', '/conversations', { headers: { 'x-test-person': 'ada' } }),
    );
    expect(dify.requests[0]?.url.searchParams.get('user')).toBe(ada);
  });

  it('is the site’s own id where that is asked for: in lists, in answers and in stops', async () => {
    const dify = recordedDify(({ url }) =>
      url.pathname.endsWith('/chat-messages')
        ? stream(line('message', { answer: 'a' }), line('message_end'))
        : json(page),
    );
    const handler = handlerOn(dify.fetch, { userIds: 'raw' });
    await handler(fromPage('GET', '/conversations'));
    const text = await (await handler(question())).text();
    const [, task_id = ''] = /"task_id":"([^"]+)"/.exec(text) ?? [];
    await handler(fromPage('POST', `/chat-messages/${task_id}/stop`, { body: '{}' }));
    const users = dify.requests.map(({ json: body, url }) => body.user ?? url.searchParams.get('user'));
    expect(users).toEqual(['ada', 'ada', 'ada']);
  });

  it('is signed for visitors all the same', async () => {
    const dify = recordedDify(() => json(page));
    const handler = handlerOn(dify.fetch, { userIds: 'raw', anonymous: true, identify: () => null });
    await handler(fromPage('GET', '/conversations'));
    expect(dify.requests[0]?.url.searchParams.get('user')).toMatch(/^u_[\w-]{43}$/);
  });
});

describe('P03: without an identity nothing is asked', () => {
  it.each(everyRoute.map(({ endpoint }) => endpoint).map(({ method, path }) => [method, path]))(
    '%s %s answers 401',
    async (method, path) => {
      const dify = recordedDify(() => json({}));
      const wanted = request(method, path);
      wanted.headers.set('x-test-person', 'nobody');
      expect(await errorOf(await handlerOn(dify.fetch, everything)(wanted))).toMatchObject({
        status: 401,
        code: 'unauthorized',
      });
      expect(dify.requests).toEqual([]);
    },
  );

  it.each([{ id: '' }, { id: 7 }, { id: null }, {}, { id: '\ud800' }])('%j is no identity', async (person) => {
    const dify = recordedDify(() => json(page));
    // A site's own code may be JavaScript and answer anything.
    const identify = () => person as { id: string };
    expect((await handlerOn(dify.fetch, { identify })(fromPage('GET', '/info'))).status).toBe(401);
    expect(dify.requests).toEqual([]);
  });

  it('an identify that throws is a 500 without its reason', async () => {
    const dify = recordedDify(() => json(page));
    const identify = () => Promise.reject(new Error(`session store ${apiKey}`));
    const response = await handlerOn(dify.fetch, { identify })(fromPage('GET', '/info'));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('session store');
    expect(dify.requests).toEqual([]);
  });
});

describe('P04: what a request says about its user is never read', () => {
  const spoofs = ['?user=mallory', '?user=mallory&user=mallory', '?USER=mallory&user%5B%5D=mallory&user_id=mallory'];

  it.each(everyRoute.map(({ endpoint }) => endpoint).map(({ method, path, user }) => [method, path, user]))(
    '%s %s gets the bound user once',
    async (method, path, binding) => {
      const dify = recordedDify(({ url }) =>
        json(url.pathname.endsWith('upload') ? { id: 'f', name: 'a', size: 1 } : { ...page, result: 'success' }),
      );
      const body = ',"user":"mallory","user[]":"mallory","user":"mallory","user_id":"mallory"';
      for (const [at, spoof] of spoofs.entries()) {
        const wanted = request(method, path, method === 'GET' ? `&${spoof.slice(1)}` : body);
        const url = method === 'GET' ? wanted.url : wanted.url + spoof;
        const sent = new Request(url, wanted);
        sent.headers.set('x-user-id', 'mallory');
        sent.headers.set('cookie', 'user=mallory; session_id=mallory; user_id=mallory');
        const form =
          [
            ['file', 'user'],
            ['user', 'file'],
            ['user', 'file', 'user', 'user[]'],
          ][at] ?? [];
        await handlerOn(dify.fetch, everything)(forms.includes(path) ? upload(form, `${path}${spoof}`) : sent);
      }
      expect(dify.requests).toHaveLength(3);
      for (const { url, body: text, json: fields, form, headers } of dify.requests) {
        expect(`${url} ${text} ${JSON.stringify([...headers])}`).not.toContain('mallory');
        const users = [
          ...url.searchParams.getAll('user'),
          ...(fields.user === undefined ? [] : [fields.user]),
          ...form.filter(([name]) => name === 'user').map(([, value]) => value),
        ];
        expect(users).toEqual(binding === 'none' ? [] : [ada]);
      }
    },
  );

  it('is the app’s own user for two apps with the same account', async () => {
    const dify = recordedDify(() => json(page));
    const app = { baseURL, apiKey };
    const handler = handlerOn(dify.fetch, { apps: { support: app, sales: app } });
    await handler(fromPage('GET', '/conversations'));
    await handler(new Request('https://app.example/api/dify/sales/conversations'));
    const [first, second] = dify.requests.map(({ url }) => url.searchParams.get('user'));
    expect(first).not.toBe(second);
  });
});

describe('a visitor without an account', () => {
  const visits = (options: Parameters<typeof handlerOn>[1] = {}) => {
    const dify = recordedDify(() => json({ result: 'success' }));
    const handler = handlerOn(dify.fetch, { identify: () => null, anonymous: true, ...options });
    return {
      async visit(cookie: string | null, url = 'https://app.example', headers: Readonly<Record<string, string>> = {}) {
        const response = await handler(
          new Request(`${url}/api/dify/support/messages/${uuid}/feedbacks`, {
            method: 'POST',
            body: '{"rating":"like"}',
            headers: {
              'content-type': 'application/json',
              'sec-fetch-site': 'same-origin',
              'x-dify-kit': '1',
              ...headers,
              ...(cookie === null ? {} : { cookie }),
            },
          }),
        );
        const set = response.headers.get('set-cookie');
        return {
          set,
          cookie: set?.split(';')[0] ?? cookie ?? '',
          user: dify.requests.at(-1)?.json.user,
        };
      },
    };
  };

  it('is known again by a signed cookie that scripts and other sites cannot use', async () => {
    const { visit } = visits();
    const first = await visit(null);
    expect(first.set).toMatch(
      /^__Host-dify_visitor=[\w-]{22}\.\d+\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000; Secure$/,
    );
    const second = await visit(`other=1; ${first.cookie}; x=2`);
    expect(second).toMatchObject({ set: null, user: first.user });
    expect((await visit(null)).user).not.toBe(first.user);
  });

  it('has a plain cookie on http, and a secure one behind a proxy that takes the TLS away', async () => {
    const { visit } = visits({ anonymous: { cookieName: 'guest', maxAgeDays: 1 } });
    expect((await visit(null, 'http://localhost:5173')).set).toMatch(
      /^guest=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=86400$/,
    );
    const proxied = await visit(null, 'http://app.example', { 'x-forwarded-proto': 'https' });
    expect(proxied.set).toMatch(/^__Host-guest=.*; Secure$/);
  });

  it('does not take a plain cookie for a secure one', async () => {
    const { visit } = visits();
    const plain = await visit(null, 'http://localhost');
    expect((await visit(plain.cookie)).user).not.toBe(plain.user);
  });

  it('becomes another one when the cookie is forged, cut or of another secret: never somebody else', async () => {
    const { visit } = visits();
    const victim = await visit(null);
    const [name, value = ''] = victim.cookie.split('=');
    const [id = '', expires = '', signature = ''] = value.split('.');
    const other = (await visit(null)).cookie.split('.')[2];
    const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
    const forged = [
      id,
      `${id}.${expires}`,
      `${id}.${expires}.`,
      `${id}.${expires}.${flipped}`,
      `${id}.${expires}.${signature.slice(0, -1)}`,
      `${id}.${expires}.${other}`,
      `${id}.${Number(expires) + 1}.${signature}`,
      `${id.slice(0, -1)}_.${expires}.${signature}`,
      `${id}.${expires}.${signature}.${signature}`,
      userId(secret, 'support', `anonymous\0${id}`).slice(2),
    ];
    for (const forgery of forged) {
      const { user, set } = await visit(`${name}=${forgery}`);
      expect(user).not.toBe(victim.user);
      expect(set).not.toBeNull();
    }
    const strange = visits({ secret: `another ${secret}` });
    expect((await strange.visit(victim.cookie)).set).not.toBeNull();
  });

  it('stays the same while a secret is exchanged, and gets a cookie of the new one', async () => {
    const before = await visits().visit(null);
    const during = await visits({ secret: [`new ${secret}`, secret] }).visit(before.cookie);
    expect(during.user).toBe(before.user);
    expect(during.set).not.toBeNull();
    expect(during.cookie.split('.')[0]).toBe(before.cookie.split('.')[0]);
  });

  it('is forgotten when the cookie is too old', async () => {
    const { visit } = visits({ anonymous: { maxAgeDays: 1 / 86_400 } });
    const first = await visit(null);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await visit(first.cookie)).user).not.toBe(first.user);
  });

  it('never stands for a signed-in person', async () => {
    const { visit } = visits();
    const visitor = await visit(null);
    const id = visitor.cookie.split('=')[1]?.split('.')[0] ?? '';
    expect(userId(secret, 'support', id)).not.toBe(visitor.user);
  });

  it('is not made by answers that are the same for everybody', async () => {
    const dify = recordedDify(() => json({ name: 'Support' }));
    const response = await handlerOn(dify.fetch, { identify: () => null, anonymous: true })(fromPage('GET', '/info'));
    expect(response.status).toBe(200);
    expect(response.headers.has('set-cookie')).toBe(false);
  });

  it('is not made by reading: requests side by side would each make another one', async () => {
    const dify = recordedDify(() => json(page));
    const handler = handlerOn(dify.fetch, { identify: () => null, anonymous: true });
    const reads = await Promise.all([1, 2, 3].map(() => handler(fromPage('GET', '/conversations'))));
    expect(reads.map(({ headers, status }) => [status, headers.has('set-cookie')])).toEqual([
      [200, false],
      [200, false],
      [200, false],
    ]);
  });

  it('gets the cookie with a stream as well', async () => {
    const dify = recordedDify(() => stream('data: {"event":"message_end"}\n\n'));
    const response = await handlerOn(dify.fetch, { identify: () => null, anonymous: true })(question());
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-dify_visitor=/);
    await response.text();
  });
});

describe('authorize', () => {
  it('sees operation, app, person and ids, and can refuse', async () => {
    const dify = recordedDify(() => json({ result: 'success', data: [] }));
    const calls: unknown[] = [];
    const handler = handlerOn(dify.fetch, {
      authorize({ operation, app, user, ids }) {
        calls.push({ operation, app, user, ids });
        return operation === 'getSuggestedQuestions';
      },
    });
    expect((await handler(fromPage('GET', `/messages/${uuid}/suggested`))).status).toBe(200);
    expect(await errorOf(await handler(question()))).toMatchObject({ status: 403, code: 'forbidden' });
    expect(calls).toEqual([
      { operation: 'getSuggestedQuestions', app: 'support', user: { id: 'ada' }, ids: { message_id: uuid } },
      { operation: 'sendChatMessage', app: 'support', user: { id: 'ada' }, ids: {} },
    ]);
    expect(dify.requests).toHaveLength(1);
  });

  it('refuses when it throws', async () => {
    const dify = recordedDify(() => json(page));
    const authorize = () => Promise.reject(new Error('no database'));
    expect((await handlerOn(dify.fetch, { authorize })(fromPage('GET', '/info'))).status).toBe(403);
    expect(dify.requests).toEqual([]);
  });
});
