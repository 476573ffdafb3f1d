import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { answersOn, freePort } from './free-port.ts';

const binary = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find((file) => existsSync(file));

/** Whether this machine has nginx. */
export const hasNginx = binary !== undefined;

/** A real nginx in front of a server, as one is set up who never read about streams. Closed when the test is over. */
export async function nginxBefore(upstreamPort: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dify-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path.join(folder, name)};`)
    .join('\n');
  const config = `
daemon off;
worker_processes 1;
pid ${path.join(folder, 'nginx.pid')};
error_log ${path.join(folder, 'error.log')};
events {}
http {
  access_log off;
  gzip on;
  gzip_types text/event-stream;
  ${temporary}
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://127.0.0.1:${upstreamPort}; }
  }
}`;
  await writeFile(path.join(folder, 'nginx.conf'), config);
  const server = spawn(binary ?? 'nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  onTestFinished(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  await answersOn(port);
  return `http://127.0.0.1:${port}`;
}
