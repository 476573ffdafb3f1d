import { type AgentTool, createEmulator, defineApp, directed } from '@dify-oapi/emulator';
import { describe, expect, it } from 'vitest';
import { fromPage, handlerOn, question } from '../testing/handler-on.ts';

const paint: AgentTool = {
  name: 'paint',
  description: 'Paints.',
  run: () => ({
    text: 'Painted.',
    files: [{ bytes: new Uint8Array([1, 2, 3]), mime_type: 'image/png', extension: '.png' }],
  }),
};

const apps = { support: { baseURL: 'http://localhost/v1', apiKey: 'app-c1234567890' } };

describe.each(['1.14', '1.16'] as const)('with Dify %s', (profile) => {
  it('a file that an agent has made can be seen long after its address is dead', async () => {
    let now = Date.now();
    const emulator = createEmulator({
      profile,
      now: () => now,
      pace: { firstMs: 0, pieceMs: 0 },
      apps: [defineApp({ key: apps.support.apiKey, mode: 'agent-chat', agent: { tools: [paint] }, model: directed() })],
    });
    const dify: string[] = [];
    const reach: typeof fetch = async (input, init) => {
      const response = await emulator.fetch(new Request(input, init));
      dify.push(`${new URL(String(input)).pathname} ${response.status}`);
      return response;
    };
    const text = await (await handlerOn(reach, { apps })(question({ query: 'Paint [[tool]]' }))).text();
    expect(text).not.toContain('sign=');
    const [path = ''] = /\/file-links\/[\w.~-]+/.exec(text) ?? [];
    const load = async (handler = handlerOn(reach, { apps })) => {
      dify.length = 0;
      const response = await handler(fromPage('GET', path));
      expect(response.headers.get('content-type')).toBe('image/png');
      expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3]);
    };
    const handler = handlerOn(reach, { apps });
    await load(handler);
    expect(dify).toEqual(['/v1/messages 200', expect.stringMatching(/^\/files\/tools\/.+ 200$/)]);
    await load(handler);
    expect(dify).toEqual([expect.stringMatching(/^\/files\/tools\/.+ 200$/)]);
    now += 3_600_000;
    await load(handler);
    expect(dify).toEqual([
      expect.stringMatching(/^\/files\/tools\/.+ (?:403|404)$/),
      '/v1/messages 200',
      expect.stringMatching(/^\/files\/tools\/.+ 200$/),
    ]);
  });

  it('an upload in a question is a link in the history', async () => {
    const emulator = createEmulator({
      profile,
      pace: { firstMs: 0, pieceMs: 0 },
      apps: [
        defineApp({
          key: apps.support.apiKey,
          mode: 'chat',
          model: directed(),
          parameters: { file_upload: { enabled: true, allowed_file_types: ['image'], number_limits: 3 } },
        }),
      ],
    });
    const handler = handlerOn(emulator.fetch, { apps });
    const form = new FormData();
    form.append('file', new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], 'a.png', { type: 'image/png' }));
    const uploaded = await (await handler(fromPage('POST', '/files/upload', { body: form }))).json();
    const files = [{ type: 'image', transfer_method: 'local_file', upload_file_id: uploaded.id }];
    const answer = await (await handler(question({ query: 'Look', files }))).text();
    expect(answer).toContain('message_end');
    const [, conversation] = /"conversation_id":"([^"]+)"/.exec(answer) ?? [];
    const page = await (await handler(fromPage('GET', `/messages?conversation_id=${conversation}`))).json();
    const [file] = page.data[0].message_files;
    expect(file.url).toMatch(/^\/api\/dify\/support\/file-links\//);
    const response = await handler(fromPage('GET', file.url.replace('/api/dify/support', '')));
    expect(new Uint8Array(await response.arrayBuffer())[0]).toBe(137);
  });
});
