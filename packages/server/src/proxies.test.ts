import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { toNodeListener } from './node.ts';
import { caddyBefore, hasCaddy } from './testing/caddy-server.ts';
import { handlerOn } from './testing/handler-on.ts';
import { listen } from './testing/listen.ts';
import { hasNginx, nginxBefore } from './testing/nginx-server.ts';
import { line, liveStream, recordedDify } from './testing/recorded-dify.ts';

/** Asks through a proxy, as a browser does that takes pressed answers. */
function ask(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${url}/api/dify/support/chat-messages`,
      {
        method: 'POST',
        headers: {
          'x-dify-kit': '1',
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          'accept-encoding': 'gzip',
        },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end('{"query":"Hi","inputs":{},"response_mode":"streaming"}');
  });
}

const proxies = [
  ['an nginx with its own buffering', hasNginx, nginxBefore],
  ['a Caddy that presses what it can', hasCaddy, caddyBefore],
] as const;

// Install nginx and caddy to run these: `apt-get install nginx caddy`.
describe.each(proxies)('P26 behind %s', (_, isThere, proxyBefore) => {
  it.skipIf(!isThere)('each event arrives when it comes', async () => {
    const live = liveStream();
    const dify = recordedDify(() => live.response);
    const { port } = await listen(toNodeListener(handlerOn(dify.fetch)));
    const asked = ask(await proxyBefore(port));
    await vi.waitFor(() => expect(dify.requests).toHaveLength(1), { timeout: 5000 });
    live.write(line('message', { answer: 'first' }));
    // A proxy that presses answers sends no headers before there is something to press.
    const incoming = await asked;
    const isPressed = incoming.headers['content-encoding'] === 'gzip';
    const readable = isPressed ? incoming.pipe(createGunzip()) : incoming;
    let text = '';
    readable.on('data', (bytes: Buffer) => (text += bytes.toString('utf8')));
    await vi.waitFor(() => expect(text).toContain('first'), { timeout: 5000 });
    live.write(line('message', { answer: 'second' }));
    await vi.waitFor(() => expect(text).toContain('second'), { timeout: 5000 });
    live.end();
    incoming.destroy();
  });

  it.skipIf(!isThere)('a page that goes away is heard of', async () => {
    const live = liveStream();
    const dify = recordedDify(() => live.response);
    const { port } = await listen(toNodeListener(handlerOn(dify.fetch, { onClientGone: 'abort' })));
    const asked = ask(await proxyBefore(port));
    await vi.waitFor(() => expect(dify.requests).toHaveLength(1), { timeout: 5000 });
    live.write(line('message', { answer: 'first' }));
    (await asked).destroy();
    await vi.waitFor(() => expect(live.isCancelled).toBe(true), { timeout: 5000 });
  });
});
