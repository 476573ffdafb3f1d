import { request } from 'node:http';
import { createDify } from '@dify-oapi/core';
import { afterEach, describe, expect, it } from 'vitest';
import { supportApp } from '../apps/support/app.ts';
import { createEmulator, type EmulatorOptions } from '../emulator.ts';
import { reply } from '../model/reply.ts';
import { type RunningServer, serve } from './serve.ts';

const open: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close(0)));
});

async function serving(options: EmulatorOptions = {}, model = reply('One two three.')) {
  const emulator = createEmulator({ apps: [{ ...supportApp(), model }], ...options });
  const server = await serve(emulator, { port: 0 });
  open.push(server);
  const dify = createDify({ baseURL: server.baseURL, apiKey: 'app-support', user: 'u1', maxRetries: 0 });
  return { dify, emulator, server };
}

const question = (server: RunningServer, signal?: AbortSignal) =>
  fetch(`${server.baseURL}/chat-messages`, {
    method: 'POST',
    headers: { authorization: 'Bearer app-support', 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'x', inputs: {}, user: 'u1', response_mode: 'streaming' }),
    ...(signal === undefined ? {} : { signal }),
  });

describe('serve', () => {
  it('streams an answer piece by piece', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const model = reply(async function* () {
      yield 'First';
      await gate;
      yield ' second';
    });
    const { dify } = await serving({}, model);
    const pieces: string[] = [];
    for await (const event of dify.chat.stream({ query: 'x', inputs: {} })) {
      if (event.event !== 'message') continue;
      pieces.push(event.answer);
      // The second piece is written only when the first has arrived.
      go();
    }
    expect(pieces.slice(0, 2)).toEqual(['First', ' second']);
  });

  it('tells the run when its client has gone', async () => {
    const signals: AbortSignal[] = [];
    const model = reply(async function* (_, asked) {
      signals.push(asked.signal);
      yield 'First';
      await new Promise(() => {});
    });
    const { server } = await serving({ profile: '1.16' }, model);
    const client = new AbortController();
    const response = await question(server, client.signal);
    await response.body?.getReader().read();
    client.abort();
    await expect.poll(() => signals[0]?.aborted).toBe(true);
  });

  it('cuts the connection where a stream breaks off', async () => {
    const { dify } = await serving({ faults: { cutAfterEvents: 1 } });
    const read = async () => {
      for await (const _ of dify.chat.stream({ query: 'x', inputs: {} }));
    };
    await expect(read()).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('takes an upload of megabytes', async () => {
    const { dify, emulator } = await serving();
    const file = new File([new Uint8Array(3_000_000).fill(97)], 'big.txt', { type: 'text/plain' });
    expect((await dify.files.upload({ file })).size).toBe(3_000_000);
    expect(emulator.snapshot().files).toHaveLength(1);
  });

  it('answers requests on one connection after another', async () => {
    const { server } = await serving();
    const { Agent } = await import('node:http');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let at = 0; at < 3; at++) {
      await new Promise<void>((resolve) => {
        const asked = request(`${server.origin}/health`, { agent }, (answer) => {
          ports.add(answer.socket.localPort);
          answer.resume().on('end', resolve);
        });
        asked.end();
      });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it('refuses what is no request', async () => {
    const { server } = await serving();
    const status = await new Promise((resolve) => {
      request(server.origin, { method: 'TRACE' }, ({ statusCode }) => resolve(statusCode)).end();
    });
    expect(status).toBe(400);
  });

  it('lets a run end before it closes', async () => {
    const { server } = await serving({ pace: { firstMs: 0, pieceMs: 5 } });
    const response = await question(server);
    const closed = server.close(5000);
    expect(await response.text()).toContain('message_end');
    await closed;
    await expect(fetch(`${server.origin}/health`)).rejects.toThrow();
  });
});

describe('pages', () => {
  it('tell where everything is, and load nothing', async () => {
    const { server } = await serving();
    await (await question(server)).text();
    const page = await (await fetch(server.origin)).text();
    expect(page).toContain(server.baseURL);
    expect(page).toContain('app-support');
    expect(page).toContain('POST /v1/chat-messages');
    expect(page).not.toMatch(/<(?:script|img|link)|src=/);
    expect(await (await fetch(`${server.origin}/health`)).json()).toMatchObject({ status: 'ok', version: '1.16.1' });
  });
});

describe('many at once', () => {
  it('gives five hundred streams each its own words', async () => {
    const model = reply((query) => Array.from({ length: 12 }, (_, at) => `${query}:${at} `).join(''));
    const { dify } = await serving({ pace: { firstMs: 1, pieceMs: 1 } }, model);
    const canaries = Array.from({ length: 500 }, (_, at) => `canary-${at}-`);
    const answers = await Promise.all(
      canaries.map(async (query) => {
        let text = '';
        for await (const event of dify.chat.stream({ query, inputs: {} }))
          if (event.event === 'message') text += event.answer;
        return text;
      }),
    );
    const foreign = answers.filter((text, at) => {
      const own = Array.from({ length: 12 }, (_, place) => `${canaries[at]}:${place} `).join('');
      return text.trim() !== own.trim();
    });
    expect(foreign).toEqual([]);
  });
});
