import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  build,
  createServer,
  type InlineConfig,
  type PluginOption,
  type PreviewServer,
  preview,
  type ViteDevServer,
} from 'vite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handlerOn } from './testing/handler-on.ts';
import { json, recordedDify } from './testing/recorded-dify.ts';
import { dify } from './vite.ts';

let root = '';
const open: (ViteDevServer | PreviewServer)[] = [];

const entryText = (name: string) => `
const name: string = ${JSON.stringify(name)};
export default async (request: Request): Promise<Response> => Response.json({ name, path: new URL(request.url).pathname });
`;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dify-vite-'));
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(path.join(root, 'server.ts'), entryText('first'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  rmSync(root, { recursive: true, force: true });
});

const config = (...plugins: PluginOption[]): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'silent',
  plugins,
  server: { port: 0, host: '127.0.0.1' },
  preview: { port: 0, host: '127.0.0.1' },
});

function addressOf(server: ViteDevServer | PreviewServer): string {
  const address = server.httpServer?.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

async function develop(plugin: ReturnType<typeof dify>): Promise<string> {
  const server = await createServer(config(plugin));
  open.push(server);
  await server.listen();
  return addressOf(server);
}

const nameAt = async (url: string) => (await (await fetch(`${url}/api/dify/support/info`)).json()).name;

describe('dify() in Vite', () => {
  it('serves an entry in TypeScript while developing, and the page beside it', async () => {
    const url = await develop(dify({ entry: '/server.ts' }));
    expect(await (await fetch(`${url}/api/dify/support/info`)).json()).toEqual({
      name: 'first',
      path: '/api/dify/support/info',
    });
    expect(await (await fetch(url)).text()).toContain('<title>page</title>');
  });

  it('loads the entry again when it changes', async () => {
    const url = await develop(dify({ entry: '/server.ts' }));
    expect(await nameAt(url)).toBe('first');
    writeFileSync(path.join(root, 'server.ts'), entryText('second'));
    await vi.waitFor(async () => expect(await nameAt(url)).toBe('second'), { timeout: 5000, interval: 50 });
  });

  it('serves the same entry in the preview of a build', async () => {
    const plugin = dify({ entry: '/server.ts' });
    await build(config(plugin));
    const server = await preview(config(plugin));
    open.push(server);
    expect(await nameAt(addressOf(server))).toBe('first');
    expect(await nameAt(addressOf(server))).toBe('first');
  });

  it('tries an entry again in the preview that could not be loaded', async () => {
    const plugin = dify({ entry: '/server.ts' });
    await build(config(plugin));
    writeFileSync(path.join(root, 'server.ts'), `throw new Error('no network yet');`);
    const server = await preview(config(plugin));
    open.push(server);
    expect((await fetch(`${addressOf(server)}/api/dify/support/info`)).status).toBe(500);
    writeFileSync(path.join(root, 'server.ts'), entryText('second'));
    await vi.waitFor(async () => expect(await nameAt(addressOf(server))).toBe('second'), { timeout: 5000 });
  });

  it('prepares nothing for pages when it loads the entry of a preview, whatever other plugins ask for', async () => {
    const asksForMore = { name: 'asks', config: () => ({ optimizeDeps: { include: ['not-installed'] } }) };
    const plugins = [dify({ entry: '/server.ts' }), asksForMore];
    const cacheDir = path.join(root, 'cache');
    await build({ ...config(plugins), cacheDir });
    const server = await preview({ ...config(plugins), cacheDir });
    open.push(server);
    expect(await nameAt(addressOf(server))).toBe('first');
    expect(existsSync(cacheDir)).toBe(false);
  });

  it('serves a handler that is given, where the handler says', async () => {
    const upstream = recordedDify(() => json({ name: 'Support' }));
    const url = await develop(dify({ handler: handlerOn(upstream.fetch, { basePath: '/chat' }) }));
    expect(await (await fetch(`${url}/chat/support/info`)).json()).toEqual({ name: 'Support' });
    expect(await (await fetch(`${url}/api/dify/support/info`)).text()).toContain('<title>page</title>');
  });

  it('tells an entry the address of the connection, though the entry is no part of the same bundle', async () => {
    const source = path.join(import.meta.dirname, 'node.ts');
    writeFileSync(
      path.join(root, 'server.ts'),
      `import { remoteAddress } from ${JSON.stringify(source)};
      export default async (request: Request) => Response.json({ name: remoteAddress(request) });`,
    );
    expect(await nameAt(await develop(dify({ entry: '/server.ts' })))).toBe('127.0.0.1');
  });

  it('says what an entry without a handler lacks', async () => {
    writeFileSync(path.join(root, 'server.ts'), 'export const handler = 1;');
    const url = await develop(dify({ entry: '/server.ts' }));
    const response = await fetch(`${url}/api/dify/support/info`);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('export default createDifyHandler');
  });
});
