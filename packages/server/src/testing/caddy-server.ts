import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { answersOn, freePort } from './free-port.ts';

const binary = ['/usr/bin/caddy', '/usr/local/bin/caddy'].find((file) => existsSync(file));

/** Whether this machine has Caddy. */
export const hasCaddy = binary !== undefined;

/** A real Caddy in front of a server, pressing answers and with no word about streams. Closed when the test is over. */
export async function caddyBefore(upstreamPort: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dify-caddy-'));
  const port = await freePort();
  const config = `
{
  admin off
  auto_https off
}
http://127.0.0.1:${port} {
  encode gzip
  reverse_proxy 127.0.0.1:${upstreamPort}
}`;
  const file = path.join(folder, 'Caddyfile');
  await writeFile(file, config);
  const server = spawn(binary ?? 'caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  await answersOn(port);
  return `http://127.0.0.1:${port}`;
}
