import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../testing/listen.ts';
import { line } from '../testing/recorded-dify.ts';
import { hasRedis, type RedisServer, startRedis } from '../testing/redis-server.ts';
import { handleIn, lastWordIn, recordsIn } from '../testing/run-requests.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}node_modules/.cache/handler-process-${process.pid}`;
let redis: RedisServer;

/** Starts a process with a handler in it. Answers where its app lives. */
async function start(baseURL: string): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [`${folder}/handler-process.js`, redis.socket, baseURL], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (bytes: Buffer) => resolve(String(bytes).trim()));
    child.once('exit', () => reject(new Error('The process ended at once.')));
  });
  return { process: child, url: `http://127.0.0.1:${port}/api/dify/support` };
}

const headers = { 'content-type': 'application/json', 'x-dify-kit': '1', 'sec-fetch-site': 'same-origin' };

// Install redis-server to run these: `apt-get install redis-server`.
describe.skipIf(!hasRedis)('handlers in processes of their own', () => {
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    redis = await startRedis();
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      resolve: { conditions: ['@dify-oapi/source'] },
      ssr: { resolve: { conditions: ['@dify-oapi/source', 'node', 'import'] }, noExternal: [/^@dify-oapi\//] },
      build: { ssr: 'src/testing/handler-process.ts', outDir: folder, emptyOutDir: true, target: 'node20' },
    });
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('P37: a run is read on in the second one, and ends as interrupted when the first is killed', async () => {
    let write: (text: string) => void = () => undefined;
    const dify = await listen((incoming, outgoing) => {
      incoming.resume();
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
      write = (text) => outgoing.write(text);
      write(line('message', { answer: 'a' }) + line('message', { answer: 'b' }));
    });
    const [first, second] = await Promise.all([start(dify.url), start(dify.url)]);
    const body = JSON.stringify({ query: 'Hi', inputs: {}, response_mode: 'streaming' });
    const response = await fetch(`${first.url}/chat-messages`, { method: 'POST', body, headers });
    await response.body?.getReader().read();
    const elsewhere = await fetch(`${second.url}/runs/${handleIn(response)}?after=1`);
    expect(elsewhere.status).toBe(200);
    const reader = elsewhere.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (part: string) => {
      while (!text.includes(part)) text += (await reader?.read())?.value ?? expect.fail(`It ended with ${text}`);
    };
    await until('id: 2\n');
    write(line('message', { answer: 'c' }));
    await until('id: 3\n');
    first.process.kill('SIGKILL');
    await until('upstream_interrupted');
    expect(await reader?.read()).toMatchObject({ done: true });
    expect(recordsIn(text).map(([id, { answer }]) => [id, answer])).toEqual([
      [2, 'b'],
      [3, 'c'],
    ]);
    expect(lastWordIn(text)).toBe('upstream_interrupted');
    const late = await (await fetch(`${second.url}/runs/${handleIn(response)}`)).text();
    expect(recordsIn(late)).toHaveLength(3);
    expect(lastWordIn(late)).toBe('upstream_interrupted');
  });
});
