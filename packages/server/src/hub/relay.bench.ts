import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bench, describe } from 'vitest';
import { createDifyHandler } from '../handler.ts';
import { toNodeListener } from '../node.ts';
import { line } from '../testing/recorded-dify.ts';

/** The pieces of one answer, each as it leaves Dify. */
const deltas = Array.from({ length: 1000 }, (_, at) => line('message', { id: 'm1', answer: `token ${at} ` }));
const end = line('message_end', { metadata: {} });

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  server.unref();
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Writes so many events at a time, as a server does whose model is fast. */
async function write(outgoing: ServerResponse, atOnce: number): Promise<void> {
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let at = 0; at < deltas.length; at += atOnce) {
    outgoing.write(deltas.slice(at, at + atOnce).join(''));
    await turn();
  }
  outgoing.end(end);
}

const dify = await listen((incoming, outgoing) => {
  incoming.resume();
  const atOnce = Number(/^\/(\d+)/.exec(incoming.url ?? '')?.[1] ?? 1);
  write(outgoing, atOnce).catch(() => outgoing.destroy());
});

const sent = JSON.stringify({ query: 'Hi', inputs: {}, response_mode: 'streaming', user: 'ada' });
const init = {
  method: 'POST',
  body: sent,
  headers: { 'content-type': 'application/json', 'x-dify-kit': '1', 'sec-fetch-site': 'same-origin' },
};

const limits = { startsPerMinute: 1_000_000 };
const apps = Object.fromEntries(
  [1, 10].map((atOnce) => [`at-once-${atOnce}`, { baseURL: `${dify}/${atOnce}`, apiKey: 'app-Key123456789012345' }]),
);
const handler = createDifyHandler({
  apps,
  limits,
  secret: 'a secret of benchmarks with more than 32 characters',
  identify: () => ({ id: 'ada' }),
  runs: { keepFor: 1 },
});
const ours = await listen(toNodeListener(handler));
const plain = await listen(
  toNodeListener(async (request) => {
    const { body } = await fetch(`${dify}${new URL(request.url).pathname}`, { ...init, signal: request.signal });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }),
);

async function readAll(url: string): Promise<void> {
  const { body, status } = await fetch(url, init);
  if (status !== 200 || body === null) throw new Error(`Answered ${status}.`);
  for await (const _ of body);
}

async function readFirst(url: string): Promise<void> {
  const gone = new AbortController();
  const { body } = await fetch(url, { ...init, signal: gone.signal });
  await body?.getReader().read();
  gone.abort();
}

const oursAt = (atOnce: number) => `${ours}/api/dify/at-once-${atOnce}/chat-messages`;

for (const atOnce of [1, 10]) {
  describe(`an answer of 1,000 events, ${atOnce} at a time`, () => {
    bench('new Response(upstream.body)', () => readAll(`${plain}/${atOnce}`));
    bench('through the handler', () => readAll(oursAt(atOnce)));
  });
}

describe('the first byte of an answer', () => {
  bench('new Response(upstream.body)', () => readFirst(`${plain}/1`));
  bench('through the handler', () => readFirst(oursAt(1)));
});
