import type { IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { toNodeListener } from '../node.ts';
import { handleOf } from '../testing/handle-of.ts';
import { apiKey, errorOf, fromPage, handlerOn } from '../testing/handler-on.ts';
import { listen, raw } from '../testing/listen.ts';
import { json, recordedDify } from '../testing/recorded-dify.ts';
import { uuid } from '../testing/request-for.ts';
import { contentDisposition, nameIn } from './content-disposition.ts';

const preview = `/api/dify/support/files/${handleOf('file', uuid)}/preview`;
const bytes = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);

/** A real Dify that serves one file, with a real handler before it. */
async function serving(
  headers: Readonly<Record<string, string>>,
  options: { ranges?: boolean; body?: Uint8Array } = {},
) {
  const asked: IncomingMessage[] = [];
  const { body = bytes } = options;
  const dify = await listen((incoming, outgoing) => {
    asked.push(incoming);
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(incoming.headers.range ?? '') ?? [];
    if (options.ranges === true && from !== undefined) {
      if (Number(from) >= body.length) {
        outgoing.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
        return;
      }
      const part = body.subarray(Number(from), Number(to) + 1);
      outgoing.writeHead(206, {
        'content-length': part.length,
        'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${body.length}`,
        ...headers,
      });
      outgoing.end(part);
      return;
    }
    outgoing.writeHead(200, {
      'content-length': body.length,
      'cache-control': 'public, max-age=3600',
      'set-cookie': 'a=1',
      'access-control-allow-origin': '*',
      ...headers,
    });
    outgoing.end(body);
  });
  const handler = handlerOn(fetch, { apps: { support: { baseURL: `${dify.url}/v1`, apiKey } } });
  const { url, port } = await listen(toNodeListener(handler));
  const load = (path = preview, headers: Readonly<Record<string, string>> = {}) => fetch(url + path, { headers });
  return { asked, load, port };
}

describe('P23: what a file comes as', () => {
  const own = {
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };

  it.each([
    'image/png',
    'image/jpeg',
    'image/gif',
    'image/webp',
    'image/avif',
    'image/bmp',
    'audio/mpeg',
    'audio/mp3',
    'audio/wav',
    'audio/ogg',
    'audio/m4a',
    'audio/mp4',
    'video/mp4',
    'video/webm',
    'IMAGE/PNG',
    'image/png; charset=binary',
  ])('P23 %s is shown', async (type) => {
    const { load } = await serving({ 'content-type': type });
    const response = await load();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...own,
      'content-type': type.split(';')[0]?.toLowerCase(),
      'content-disposition': 'inline',
      'content-length': '1000',
      'accept-ranges': 'bytes',
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    'image/svg+xml',
    'IMAGE/SVG+XML',
    'text/html; charset=utf-8',
    'text/html',
    'application/xhtml+xml',
    'application/xml',
    'text/xml',
    'application/pdf',
    'text/plain; charset=utf-8',
    'text/javascript',
    'application/octet-stream',
    'multipart/x-mixed-replace',
    'image/png, text/html',
    'image/png text/html',
    'image/pngx',
    'nonsense',
    '',
  ])('P23 %j is only saved', async (type) => {
    const { load } = await serving({ 'content-type': type, 'content-disposition': 'inline; filename="a.html"' });
    const response = await load();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...own,
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="a.html"; filename*=UTF-8''a.html`,
    });
    await response.arrayBuffer();
  });

  it('P23 a picture is saved when that is asked for', async () => {
    const { asked, load } = await serving({ 'content-type': 'image/png' });
    const response = await load(`${preview}?as_attachment=true`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBe('attachment');
    await response.arrayBuffer();
    expect(asked[0]?.url).toMatch(new RegExp(`^/v1/files/${uuid}/preview\\?as_attachment=true&user=u_`));
    expect((await load(`${preview}?as_attachment=yes`)).status).toBe(400);
  });

  it('P23 no header of Dify comes along', async () => {
    const { load } = await serving({
      'content-type': 'image/png',
      etag: '"x"',
      'x-version': '1',
      link: '<https://evil>',
    });
    const response = await load();
    const names = [...response.headers.keys()].filter((name) => !['date', 'connection', 'keep-alive'].includes(name));
    expect(names.sort()).toEqual([
      'accept-ranges',
      'cache-control',
      'content-disposition',
      'content-length',
      'content-security-policy',
      'content-type',
      'cross-origin-resource-policy',
      'x-content-type-options',
      'x-request-id',
    ]);
    await response.arrayBuffer();
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=990-', 990, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=0-', 0, 999],
  ])('P23 the part %s is answered though Dify sends the whole', async (range, first, last) => {
    const { asked, load } = await serving({ 'content-type': 'video/mp4' });
    const response = await load(preview, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/1000`);
    expect(response.headers.get('content-length')).toBe(String(last - first + 1));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.slice(first, last + 1));
    expect(asked[0]?.headers.range).toBe(range);
  });

  it('P23 the part that Dify sends is handed on', async () => {
    const { load } = await serving({ 'content-type': 'video/mp4' }, { ranges: true });
    const response = await load(preview, { range: 'bytes=10-19' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.slice(10, 20));
    expect((await load(preview, { range: 'bytes=2000-2001' })).status).toBe(416);
  });

  it.each(['bytes=1000-', 'bytes=1000-1001', 'bytes=5-4', 'bytes=-0'])('P23 there is no part %s', async (range) => {
    const { load } = await serving({ 'content-type': 'video/mp4' });
    const response = await load(preview, { range });
    expect(await errorOf(response.clone())).toMatchObject({ status: 416, code: 'range_not_satisfiable' });
    expect(response.headers.get('content-range')).toBe('bytes */1000');
  });

  it.each(['bytes=0-1,5-6', 'bytes=a-b', 'items=0-1', 'bytes=', 'bytes=1-2\t', `bytes=0-${'9'.repeat(20)}`])(
    'P23 %j is no part: the whole comes, and Dify is not asked for it',
    async (range) => {
      const { asked, load } = await serving({ 'content-type': 'video/mp4' });
      const response = await load(preview, { range });
      // A client takes spaces at the end away, and the part is one again.
      expect([200, 206]).toContain(response.status);
      if (response.status === 200) expect(asked[0]?.headers.range).toBeUndefined();
      await response.arrayBuffer();
    },
  );

  it('P23 bytes that were pressed on the way are not counted', async () => {
    const dify = recordedDify(
      () =>
        new Response(bytes, {
          headers: { 'content-type': 'image/png', 'content-encoding': 'gzip', 'content-length': '7' },
        }),
    );
    const request = fromPage('GET', preview.slice('/api/dify/support'.length), { headers: { range: 'bytes=0-1' } });
    const response = await handlerOn(dify.fetch)(request);
    expect(response.status).toBe(200);
    expect(response.headers.has('content-length')).toBe(false);
    expect(response.headers.has('content-encoding')).toBe(false);
    expect(dify.requests[0]?.headers.get('accept-encoding')).toBe('identity');
    expect((await response.arrayBuffer()).byteLength).toBe(1000);
  });

  /** What a page gets that asks for a part, when Dify answers another one. */
  async function partOf(range: string | undefined, contentRange: string, body: Uint8Array<ArrayBuffer> = bytes) {
    let isCancelled = false;
    const dify = recordedDify(() => {
      const stream = new ReadableStream({
        start: (controller) => controller.enqueue(body),
        cancel() {
          isCancelled = true;
        },
      });
      const headers = { 'content-type': 'image/png', 'content-range': contentRange };
      return new Response(stream, { status: 206, headers });
    });
    const path = preview.slice('/api/dify/support'.length);
    const headers: Record<string, string> = range === undefined ? {} : { range };
    const response = await handlerOn(dify.fetch)(fromPage('GET', path, { headers }));
    return { response, isCancelled: () => isCancelled };
  }

  it.each([
    [undefined, 'bytes 0-9/1000'],
    ['bytes=0-9', 'bytes 10-19/1000'],
    ['bytes=0-9', 'bytes 0-10/1000'],
    ['bytes=0-9', 'bytes 0-10/*'],
    ['bytes=5-', 'bytes 0-999/1000'],
    ['bytes=5-', 'bytes 6-999/*'],
    ['bytes=-5', 'bytes 0-4/1000'],
    ['bytes=-5', 'bytes 0-5/*'],
    ['bytes=2000-', 'bytes 0-9/1000'],
    ['bytes=0-1,5-6', 'bytes 0-1/1000'],
    ['bytes=0-9', 'bytes 9-1/5\u00e9'],
    ['bytes=0-9', 'bytes 0-9/5'],
    ['bytes=0-9', ''],
  ])('P23 asked for %s, Dify’s %j is a 502', async (range, contentRange) => {
    const { isCancelled, response } = await partOf(range, contentRange);
    expect(await errorOf(response)).toMatchObject({ status: 502, code: 'upstream_error' });
    expect(isCancelled()).toBe(true);
  });

  it.each([
    ['bytes=0-9', 'bytes 0-9/1000', 10],
    ['bytes=0-9', 'bytes 0-9/*', 10],
    ['bytes=0-9', 'bytes 0-4/1000', 5],
    ['bytes=990-2000', 'bytes 990-999/1000', 10],
    ['bytes=990-', 'bytes 990-999/1000', 10],
    ['bytes=-10', 'bytes 990-999/1000', 10],
    ['bytes=-10', 'bytes 990-999/*', 10],
  ])('P23 asked for %s, Dify’s %j is handed on, and no byte more', async (range, contentRange, length) => {
    const { response } = await partOf(range, contentRange);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(length));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes.slice(0, length));
  });

  it('P23 a large file streams: no more of it is read than the page takes', async () => {
    let written = 0;
    let isClosed = false;
    const dify = await listen((_, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 200_000_000 });
      const more = () => {
        while (!outgoing.destroyed && outgoing.write(new Uint8Array(65_536))) written += 65_536;
        written += 65_536;
      };
      outgoing.on('drain', more);
      outgoing.on('close', () => {
        isClosed = true;
      });
      more();
    });
    const handler = handlerOn(fetch, { apps: { support: { baseURL: `${dify.url}/v1`, apiKey } } });
    const response = await handler(fromPage('GET', preview.slice('/api/dify/support'.length)));
    const reader = response.body?.getReader();
    await reader?.read();
    let before = -1;
    await vi.waitFor(
      () => {
        const stands = written === before;
        before = written;
        expect(stands).toBe(true);
      },
      { interval: 100, timeout: 5000 },
    );
    expect(written).toBeLessThan(50_000_000);
    await reader?.cancel();
    await vi.waitFor(() => expect(isClosed).toBe(true), { timeout: 5000 });
  });

  it('P23 a file that breaks off breaks off for the page too', async () => {
    const dify = await listen((_, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'image/png', 'content-length': 1000 });
      outgoing.write(new Uint8Array(10), () => setTimeout(() => outgoing.destroy(), 20));
    });
    const handler = handlerOn(fetch, { apps: { support: { baseURL: `${dify.url}/v1`, apiKey } } });
    const { port } = await listen(toNodeListener(handler));
    const answer = await raw(port, `GET ${preview} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toHaveLength(10);
  });

  it.each([
    [404, 'file_not_found', 404, 'not_found'],
    [403, 'file_access_denied', 404, 'not_found'],
    [403, 'forbidden', 502, 'upstream_auth'],
    [500, 'internal_server_error', 500, 'internal_server_error'],
  ])('P23 a %d %s of Dify becomes %d %s', async (status, code, shown, shownCode) => {
    const dify = recordedDify(() => json({ code, message: 'CANARY', status }, status));
    const response = await handlerOn(dify.fetch)(fromPage('GET', preview.slice('/api/dify/support'.length)));
    expect(await errorOf(response)).toMatchObject({ status: shown, code: shownCode });
  });
});

describe('P23: the name of a file', () => {
  it.each([
    [`attachment; filename*=UTF-8''a%20b.png`, 'a b.png'],
    [`attachment; filename="a.png"; filename*=utf-8''%E7%BB%B4.png`, '维.png'],
    ['inline; filename="a \\"b\\".png"', 'a "b".png'],
    ['attachment; filename=a.png', 'a.png'],
    [`attachment; filename*=UTF-8''%zz; filename="b.png"`, 'b.png'],
    ['attachment', null],
    [null, null],
  ])('P23 of %j is %j', (header, name) => {
    expect(nameIn(header)).toBe(name);
  });

  it.each([
    ['a.png', `inline; filename="a.png"; filename*=UTF-8''a.png`],
    ['"; filename=evil.html', `inline; filename="__ filename=evil.html"; filename*=UTF-8''_%3B%20filename%3Devil.html`],
    ['a\r\nSet-Cookie: x', `inline; filename="aSet-Cookie_ x"; filename*=UTF-8''aSet-Cookie_%20x`],
    ['..\\..\\x', `inline; filename="x"; filename*=UTF-8''x`],
    ['../../etc/passwd', `inline; filename="passwd"; filename*=UTF-8''passwd`],
    ['exe.\u202egpj', `inline; filename="exe.gpj"; filename*=UTF-8''exe.gpj`],
    ['维修.md', `inline; filename="__.md"; filename*=UTF-8''%E7%BB%B4%E4%BF%AE.md`],
    [`it's (1).md`, `inline; filename="it's (1).md"; filename*=UTF-8''it%27s%20%281%29.md`],
    ['', `inline; filename="file"; filename*=UTF-8''file`],
  ])('P23 %j is written safely', (name, header) => {
    const written = contentDisposition('inline', name);
    expect(written).toBe(header);
    expect(new Headers({ 'content-disposition': written }).get('content-disposition')).toBe(written);
  });

  it('P23 a long one is cut', () => {
    const written = contentDisposition('attachment', `${'长'.repeat(300)}.pdf`);
    expect(written.length).toBeLessThan(2200);
    expect(written.endsWith('.pdf')).toBe(true);
  });
});

describe('speech', () => {
  const speak = (body: object) => fromPage('POST', '/text-to-audio', { body: JSON.stringify(body) });

  it('comes as it is made', async () => {
    const dify = recordedDify(() => new Response(bytes, { headers: { 'content-type': 'audio/mpeg' } }));
    const response = await handlerOn(dify.fetch)(speak({ text: 'Hi', voice: 'alloy', streaming: true }));
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
    expect((await response.arrayBuffer()).byteLength).toBe(1000);
    expect(dify.requests[0]?.json).toMatchObject({ text: 'Hi', voice: 'alloy', user: expect.stringMatching(/^u_/) });
  });

  it.each([
    [() => json(null), 404, 'not_found'],
    [() => json({ code: 'app_unavailable', message: 'CANARY', status: 400 }), 400, 'app_unavailable'],
    [() => new Response('<h1>CANARY</h1>', { headers: { 'content-type': 'text/html' } }), 502, 'upstream_error'],
    [() => new Response('<h1>CANARY</h1>', { status: 500 }), 500, 'internal_server_error'],
  ])('that is none is told as an error (%#)', async (answer, status, code) => {
    const dify = recordedDify(answer);
    const response = await handlerOn(dify.fetch)(speak({ text: 'Hi' }));
    const text = await response.clone().text();
    expect(text).not.toContain('CANARY');
    expect(await errorOf(response)).toMatchObject({ status, code });
  });

  it('of too long a text is refused', async () => {
    const dify = recordedDify(() => new Response(bytes, { headers: { 'content-type': 'audio/mpeg' } }));
    expect((await handlerOn(dify.fetch)(speak({ text: 'x'.repeat(40_000) }))).status).toBe(413);
    expect((await handlerOn(dify.fetch)(speak({}))).status).toBe(400);
    expect(dify.requests).toEqual([]);
  });
});
