import { describe, expect, it } from 'vitest';
import type { AppOptions } from '../options.ts';
import { handleOf } from '../testing/handle-of.ts';
import { apiKey, baseURL, errorOf, fromPage, handlerOn, question } from '../testing/handler-on.ts';
import { json, line, recordedDify, stream } from '../testing/recorded-dify.ts';
import { uuid } from '../testing/request-for.ts';

type Mapping = Readonly<Record<string, unknown>>;

const remote = (url: unknown): Mapping => ({ type: 'image', transfer_method: 'remote_url', url });
const upload = handleOf('file', uuid);

/** Addresses of nothing that the whole world may load. */
const hostile = [
  'http://127.0.0.1',
  'https://127.0.0.1',
  'http://2130706433',
  'https://2130706433/',
  'http://0x7f000001',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'http://0177.0.0.1',
  'https://0177.0.0.1/',
  'http://[::1]',
  'https://[::1]/',
  'http://[::ffff:169.254.169.254]',
  'https://[::ffff:169.254.169.254]/',
  'http://[64:ff9b::a9fe:a9fe]',
  'https://[64:ff9b::a9fe:a9fe]/',
  'http://169.254.169.254/latest/meta-data',
  'https://169.254.169.254/latest/meta-data',
  'http://metadata.google.internal',
  'https://metadata.google.internal/',
  'http://localhost.',
  'https://localhost/',
  'https://localhost./',
  'https://ok.example./a.png',
  'https://ok.example@127.0.0.1',
  'https://ok.example:x@ok.example/',
  'https://ok.example:8443/a.png',
  'https://ok.example:443/a.png',
  'https://127.0.0.1.nip.io',
  'https://10-0-0-1.sslip.io/',
  'https://printer.local/',
  'https://db.internal/',
  'https://x.svc/',
  'https://kubernetes.default.svc/',
  'https://x.default.svc.cluster/',
  'https://db.service.consul/',
  'https://a.vcap.me/',
  'https://10-0-0-1.traefik.me/',
  'http://ok.example/a.png',
  'HTTP://ok.example/a.png',
  'file:///etc/passwd',
  'gopher://ok.example/',
  'ftp://ok.example/a.png',
  'data:image/png;base64,AAAA',
  'javascript:alert(1)',
  'dict://ok.example:11211/',
  'jar:https://ok.example!/a',
  '//ok.example/a.png',
  '/etc/passwd',
  'https:ok.example',
  'https:/ok.example/a.png',
  'https:///ok.example/a.png',
  'https:\\\\ok.example',
  'https://ok.example\\@127.0.0.1/',
  'https://ok.example\u3002evil/',
  'https://ok\uff0eexample/',
  'https://\u043ek.example/',
  'https://ok%2eexample/',
  'https://%6fk.example/',
  ' https://ok.example/',
  'https://ok.example/a b',
  'https://ok.example/\n',
  'https://ok.example\t/',
  'https://ok.exa\u00admple/',
  'https://ok/',
  'https://ok.1/',
  `https://ok.example/${'a'.repeat(2048)}`,
  '',
  '..',
  7,
  null,
  ['https://ok.example/a.png'],
  { href: 'https://ok.example/a.png' },
];

/** Files that are neither an upload nor one ordinary address, whatever an app allows. */
const crooked: readonly Mapping[] = [
  ...hostile.map(remote),
  { type: 'image', transfer_method: 'REMOTE_URL', url: 'https://ok.example/a.png' },
  { type: 'image', transfer_method: 'Local_File', upload_file_id: upload },
  { type: 'image', transfer_method: 'local_file ', upload_file_id: upload },
  { type: 'image', transfer_method: 'remote_url', url: 'https://ok.example/a.png', upload_file_id: upload },
  { type: 'image', transfer_method: 'remote_url', upload_file_id: upload },
  { type: 'image', transfer_method: 'remote_url', url: 'https://ok.example/a', remote_url: 'http://127.0.0.1' },
  { type: 'image', transfer_method: 'remote_url', remote_url: 'https://ok.example/a.png' },
  { type: 'image', transfer_method: 'local_file', upload_file_id: upload, url: 'https://ok.example/a.png' },
  { type: 'image', transfer_method: 'local_file', upload_file_id: upload, remote_url: 'http://127.0.0.1' },
  { type: 'image', transfer_method: 'local_file', upload_file_id: '../x' },
  { type: 'image', transfer_method: 'local_file', upload_file_id: [upload] },
  { type: 'image', transfer_method: 'local_file' },
  { type: 'image', transfer_method: 'tool_file', tool_file_id: uuid },
  { type: 'image', transfer_method: 'datasource_file', datasource_file_id: uuid },
  { type: 'image', transfer_method: ['remote_url'], url: 'https://ok.example/a.png' },
  { type: 'image', transfer_method: null, remote_url: 'http://127.0.0.1' },
  { type: 'image', remote_url: 'http://127.0.0.1' },
  { dify_model_identity: '__dify__file__', remote_url: 'http://127.0.0.1' },
  { dify_model_identity: '__dify__file__', related_id: uuid },
];

const operations = ['sendChatMessage', 'executeWorkflow', 'submitChatflowHumanInputForm'] as const;

async function ask(request: Request, remoteUrls?: AppOptions['remoteUrls']) {
  const dify = recordedDify(({ url }) => (url.pathname.includes('/form/') ? json({}) : stream(line('message_end'))));
  const apps = { support: { baseURL, apiKey, operations, remoteUrls } };
  const response = await handlerOn(dify.fetch, { apps })(request);
  return { response, asked: dify.requests };
}

/** Requests with a file in each place where Dify looks for one, and in others. */
function requestsWith(mapping: Mapping): readonly Request[] {
  const inputs = [{ file: mapping }, { files: [mapping] }, { a: { b: [{ c: mapping }] } }];
  const workflow = (body: object) => fromPage('POST', '/workflows/run', { body: JSON.stringify(body) });
  const submit = (body: object) =>
    fromPage('POST', `/form/human_input/${handleOf('form', uuid)}`, {
      body: JSON.stringify({ action: 'ok', ...body }),
    });
  return [
    question({ files: [mapping] }),
    question({ something_unknown: [mapping] }),
    ...inputs.map((values) => question({ inputs: values })),
    workflow({ inputs: {}, files: [mapping] }),
    ...inputs.map((values) => workflow({ inputs: values })),
    ...inputs.map((values) => submit({ inputs: values })),
  ];
}

describe('P21: no address gets to Dify for it to open', () => {
  it.each(crooked.map((mapping) => [JSON.stringify(mapping).slice(0, 120), mapping]))(
    'P21 %s is refused, whatever an app allows',
    async (_, mapping) => {
      for (const policy of ['deny', () => true] as const) {
        for (const request of requestsWith(mapping)) {
          const { response, asked } = await ask(request, policy);
          expect(response.status).toBe(400);
          expect(asked).toEqual([]);
        }
      }
    },
  );

  it('P21 an ordinary address is refused unless an app says otherwise', async () => {
    for (const request of requestsWith(remote('https://ok.example/a.png'))) {
      const { response, asked } = await ask(request);
      expect(await errorOf(response)).toMatchObject({ status: 400, code: 'remote_file_forbidden' });
      expect(asked).toEqual([]);
    }
  });

  it.each([
    ['https://ok.example/a.png', true],
    ['HTTPS://OK.example/a.png', true],
    ['https://ok.example?a=1', true],
    ['https://cdn.files.example/a', true],
    ['https://a.b.files.example/a', true],
    ['https://files.example/a', false],
    ['https://xfiles.example/a', false],
    ['https://ok.example.evil.example/a', false],
    ['https://xok.example/a', false],
    ['https://evil.example/#ok.example', false],
    ['https://xn--k-jmb.example/a', false],
  ])('P21 with a list of hosts %s is taken: %s', async (url, isTaken) => {
    const policy = { hosts: ['ok.example', '*.files.example'] };
    const { response, asked } = await ask(question({ files: [remote(url)] }), policy);
    expect(response.status).toBe(isTaken ? 200 : 400);
    expect(asked.map(({ json: { files } }) => files)).toEqual(isTaken ? [[remote(new URL(url).href)]] : []);
  });

  it.each(['upload_file_id', 'reference', 'related_id'])(
    'P21 an address beside %s is refused: Dify would take that upload, whoever’s it is',
    async (name) => {
      const file = { ...remote('https://ok.example/a.png'), [name]: uuid };
      const policy = { hosts: ['ok.example'] };
      for (const request of [question({ files: [file] }), question({ inputs: { a: [{ b: file }] } })]) {
        const { response, asked } = await ask(request, policy);
        expect([response.status, asked.length]).toEqual([400, 0]);
      }
    },
  );

  it('P21 a function decides about each address, also deep inside, and a failure refuses', async () => {
    const seen: string[] = [];
    const policy = (url: URL) => {
      seen.push(url.href);
      return url.pathname !== '/no.png';
    };
    const inputs = { a: [{ b: remote('https://one.example/a.png') }] };
    expect((await ask(question({ inputs, files: [remote('https://two.example/b.png')] }), policy)).asked).toHaveLength(
      1,
    );
    expect(seen.sort()).toEqual(['https://one.example/a.png', 'https://two.example/b.png']);
    const refused = { ...inputs, c: remote('https://one.example/no.png') };
    expect((await ask(question({ inputs: refused }), policy)).response.status).toBe(400);
    const broken = () => Promise.reject(new Error('no'));
    expect((await ask(question({ inputs }), broken)).response.status).toBe(400);
  });

  it('P21 pages are told of addresses only where an app takes them', async () => {
    const methods = async (remoteUrls: AppOptions['remoteUrls']) => {
      const dify = recordedDify(() =>
        json({ file_upload: { allowed_file_upload_methods: ['local_file', 'remote_url'] } }),
      );
      const handler = handlerOn(dify.fetch, { apps: { support: { baseURL, apiKey, remoteUrls } } });
      const answer = await (await handler(fromPage('GET', '/parameters'))).json();
      return answer.file_upload.allowed_file_upload_methods;
    };
    expect(await methods('deny')).toEqual(['local_file']);
    expect(await methods({ hosts: ['ok.example'] })).toEqual(['local_file', 'remote_url']);
  });
});
