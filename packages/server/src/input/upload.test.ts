import { describe, expect, it } from 'vitest';
import { toNodeListener } from '../node.ts';
import { handleOf } from '../testing/handle-of.ts';
import { fromPage, handlerOn } from '../testing/handler-on.ts';
import { listen, raw } from '../testing/listen.ts';
import { json, recordedDify } from '../testing/recorded-dify.ts';
import { formOf, uuid } from '../testing/request-for.ts';

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0]);
const head = [
  'POST /api/dify/support/files/upload HTTP/1.1',
  'Host: app.example',
  'x-dify-kit: 1',
  'Sec-Fetch-Site: same-origin',
];

function part(disposition: string, type: string | null, body: string): string {
  const line = type === null ? '' : `Content-Type: ${type}\r\n`;
  return `--cut\r\nContent-Disposition: form-data; ${disposition}\r\n${line}\r\n${body}\r\n`;
}

/** An upload as bytes on a connection, and what Dify then gets. */
async function send(body: string, more: readonly string[] = [], options: Parameters<typeof handlerOn>[1] = {}) {
  const dify = recordedDify(() => json({ id: uuid, name: 'a', size: 1 }, 201));
  const { port } = await listen(toNodeListener(handlerOn(dify.fetch, options)));
  const hasLength = more.some((line) => /^(?:content-length|transfer-encoding)/i.test(line));
  const hasType = more.some((line) => /^content-type/i.test(line));
  const lines = [
    ...head,
    ...(hasType ? [] : ['Content-Type: multipart/form-data; boundary=cut']),
    ...(hasLength ? [] : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`]),
    'Connection: close',
    ...more,
  ];
  const answer = await raw(port, `${lines.join('\r\n')}\r\n\r\n`, Buffer.from(body, 'latin1'));
  const [, file] = dify.requests[0]?.form.find(([name]) => name === 'file') ?? [];
  return {
    status: Number(/^HTTP\/1.1 (?:100 Continue\r\n\r\nHTTP\/1.1 )?(\d+)/.exec(answer)?.[1]),
    answer,
    file: file instanceof File ? file : undefined,
    fields: dify.requests[0]?.form.map(([name]) => name),
    asked: dify.requests.length,
  };
}

const text = part('name="file"; filename="a.txt"', 'text/plain', 'abc');
const end = '--cut--\r\n';

describe('P22: an upload over HTTP', () => {
  it('P22 is built anew: its file, and the bound user last', async () => {
    const { answer, file, fields, status } = await send(
      part('name="user"', null, 'mallory') +
        part('name="path"', null, '/etc') +
        text +
        part('name="user"', null, 'm') +
        end,
    );
    expect(status).toBe(201);
    expect(fields).toEqual(['file', 'user']);
    expect(await file?.text()).toBe('abc');
    expect(answer).toContain(handleOf('file', uuid));
    expect(answer).not.toContain('mallory');
  });

  it.each([
    ['name="file"; filename="../../etc/passwd"', 'passwd'],
    ['name="file"; filename="C:\\\\fakepath\\\\a.txt"', 'a.txt'],
    ['name="file"; filename="a;b.txt"', 'a;b.txt'],
    ['name="file"; filename="%22; filename=%22evil.html"', '_; filename=_evil.html'],
    ['name="file"; filename="a%0D%0Ab.txt"', 'ab.txt'],
  ])('P22 %s becomes %j', async (disposition, name) => {
    const { file, status } = await send(part(disposition, 'text/plain', 'abc') + end);
    expect(status).toBe(201);
    expect(file?.name).toBe(name);
  });

  it.each<[string, string, number]>([
    ['two files', text + text + end, 400],
    ['no file', part('name="user"', null, 'x') + end, 400],
    ['an empty file', part('name="file"; filename="a.txt"', 'text/plain', '') + end, 400],
    ['a file without a name', part('name="file"; filename=""', 'text/plain', 'abc') + end, 400],
    ['a drawing', part('name="file"; filename="a.svg"', 'image/svg+xml', '<svg/>') + end, 415],
    ['a page called a picture', part('name="file"; filename="a.png"', 'image/png', '<html>') + end, 415],
    ['a form without its end', text, 400],
    ['no form', 'abc', 400],
    ['nothing', '', 400],
  ])('P22 %s is refused', async (_, body, status) => {
    const sent = await send(body);
    expect(sent.status).toBe(status);
    expect(sent.asked).toBe(0);
  });

  it.each([
    ['Content-Type: multipart/form-data'],
    ['Content-Type: multipart/form-data; boundary='],
    ['Content-Type: application/json'],
    ['Content-Type: multipart/form-data; boundary=cut; boundary=other'],
  ])('P22 %s is a 415', async (type) => {
    const sent = await send(text + end, [type]);
    expect(sent.status).toBe(415);
    expect(sent.asked).toBe(0);
  });

  it('P22 another boundary than the body has is refused', async () => {
    const sent = await send(text + end, ['Content-Type: multipart/form-data; boundary=other']);
    expect(sent.status).toBe(400);
    expect(sent.asked).toBe(0);
  });

  it('P22 a picture that is also a page passes as a picture only', async () => {
    const both = `${Buffer.from(png).toString('latin1')}<script>alert(1)</script>`;
    const { file, status } = await send(part('name="file"; filename="a.png"', 'image/png', both) + end);
    expect(status).toBe(201);
    expect(file?.type).toBe('image/png');
  });

  it('P22 an archive is handed on unopened', async () => {
    const bomb = `PK\u0003\u0004${'\0'.repeat(1000)}`;
    const { file, status } = await send(part('name="file"; filename="a.zip"', 'application/zip', bomb) + end);
    expect([status, file?.size, file?.type]).toEqual([201, bomb.length, 'application/zip']);
  });

  it.each([
    ['image/tiff', 'application/octet-stream'],
    ['application/x-msdownload', 'application/octet-stream'],
    ['application/rss+xml', 'text/plain'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', null],
    ['audio/m4a', null],
    ['text/csv', null],
    ['application/x-javascript', 'text/plain'],
  ])('P22 the type %s goes on as %s', async (type, expected) => {
    const { file } = await send(part('name="file"; filename="a"', type, 'abc') + end);
    expect(file?.type).toBe(expected ?? type);
  });

  const limits = { uploadBytes: 1000 };
  const large = part('name="file"; filename="a.txt"', 'text/plain', 'x'.repeat(60_000)) + end;

  it.each<[string, readonly string[], string]>([
    ['declared', [], large],
    ['in chunks', ['Transfer-Encoding: chunked'], `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`],
  ])('P22 too much, %s, is a 413 before Dify hears of it', async (_, more, body) => {
    const sent = await send(body, more, { limits });
    expect(sent.status).toBe(413);
    expect(sent.asked).toBe(0);
  });

  it('P22 a length that promises less cuts the form, and one that promises more is waited for in vain', async () => {
    const short = await send(text + end, ['Content-Length: 40']);
    expect([short.status, short.asked]).toEqual([400, 0]);
    const long = await send(text + end, ['Content-Length: 4000'], { limits: { bodyTimeout: 100 } });
    expect([long.status, long.asked]).toEqual([408, 0]);
  });

  it('P22 a body that drips is given up when its time is over', async () => {
    const slow = await send(text, ['Content-Length: 4000'], { limits: { bodyTimeout: 5000, uploadTimeout: 100 } });
    expect([slow.status, slow.asked]).toEqual([408, 0]);
  });

  it('P22 speech goes the same way', async () => {
    const dify = recordedDify(() => json({ text: 'Hello' }));
    const response = await handlerOn(dify.fetch)(
      fromPage('POST', '/audio-to-text', { body: formOf('user', 'file', 'user') }),
    );
    expect(await response.json()).toEqual({ text: 'Hello' });
    expect(dify.requests[0]?.form.map(([name]) => name)).toEqual(['file', 'user']);
  });
});
