import { request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { toNodeListener } from './node.ts';
import { handlerOn } from './testing/handler-on.ts';
import { listen } from './testing/listen.ts';
import { hasNginx, nginxBefore } from './testing/nginx-server.ts';
import { line, liveStream, recordedDify } from './testing/recorded-dify.ts';

it.skipIf(!hasNginx)('P26 an nginx with its own buffering hands on each event when it comes', async () => {
  const live = liveStream();
  const { port } = await listen(toNodeListener(handlerOn(recordedDify(() => live.response).fetch)));
  const url = await nginxBefore(port);
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = httpRequest(
      `${url}/api/dify/support/chat-messages`,
      {
        method: 'POST',
        headers: { 'x-dify-kit': '1', 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      },
      resolve,
    );
    outgoing.on('error', reject);
    outgoing.end('{"query":"Hi","inputs":{},"response_mode":"streaming"}');
  });
  const nextPiece = () =>
    new Promise<string>((resolve) => incoming.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8'))));
  live.write(line('message', { answer: 'first' }));
  expect(await nextPiece()).toContain('first');
  live.write(line('message', { answer: 'second' }));
  expect(await nextPiece()).toContain('second');
  live.end();
  incoming.destroy();
});
