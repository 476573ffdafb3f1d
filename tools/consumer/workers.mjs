// Runs the handler, out of the built packages, as a Worker in Cloudflare's own runtime. Passed over where that cannot be
// fetched. Needs `pnpm build` first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { checkStreams } from './check-streams.mjs';
import { serveSteeredDify } from './steered-dify.mjs';

const command = ['npx', '-y', 'workerd@1.20261117.1'];
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dify-oapi-worker-')));
const dify = await serveSteeredDify();

const worker = `
import { createDifyHandler } from '@dify-oapi/server';
import { waitUntil } from 'cloudflare:workers';

const options = {
  apps: { support: { baseURL: '${dify.baseURL}', apiKey: 'app-support' } },
  secret: 'a secret that is long enough for a check',
  identify: () => ({ id: 'ada' }),
  health: true,
  waitUntil,
};
const drains = createDifyHandler({ ...options, basePath: '/drains' });
const aborts = createDifyHandler({ ...options, basePath: '/aborts', onClientGone: 'abort' });

export default { fetch: (request) => (new URL(request.url).pathname.startsWith('/drains') ? drains : aborts)(request) };
`;

const settings = (port) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "dist/worker.js")],
      compatibilityDate = "2026-09-01",
      globalOutbound = "network",
    )),
    (name = "network", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`;

try {
  if (await isThere()) await run();
  else console.log('passed over: workerd is not installed and could not be fetched');
} finally {
  dify.close();
  rmSync(folder, { recursive: true });
}

async function run() {
  mkdirSync(path.join(folder, 'node_modules/@dify-oapi'), { recursive: true });
  symlinkSync(path.join(root, 'packages/server'), path.join(folder, 'node_modules/@dify-oapi/server'), 'junction');
  writeFileSync(path.join(folder, 'worker.js'), worker);
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    resolve: { conditions: ['workerd', 'worker', 'module'] },
    build: {
      lib: { entry: 'worker.js', formats: ['es'], fileName: 'worker' },
      rolldownOptions: { external: (id) => id.startsWith('cloudflare:'), output: { entryFileNames: 'worker.js' } },
    },
  });
  const port = await freePort();
  writeFileSync(path.join(folder, 'config.capnp'), settings(port));
  const server = spawn(command[0], [...command.slice(1), 'serve', 'config.capnp'], {
    cwd: folder,
    stdio: 'inherit',
    detached: true,
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    check('health is answered', (await healthOf(url)) === 200);
    await checkStreams({ drains: `${url}/drains`, aborts: `${url}/aborts`, dify, check });
  } finally {
    // npx and what it started.
    process.kill(-server.pid);
  }
}

async function isThere() {
  const child = spawn(command[0], [...command.slice(1), '--version'], { stdio: 'ignore' });
  const [code] = await once(child, 'exit').catch(() => [1]);
  return code === 0;
}

async function healthOf(url) {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(`${url}/drains/health`).catch(() => undefined);
    if (response) return response.status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return 0;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function check(name, isRight) {
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${name}`);
  if (!isRight) process.exitCode = 1;
}
