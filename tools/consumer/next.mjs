// Builds and starts the example for Next, on the packages as they would be published, with Next's own compression on, and
// opens its page. Installs Next from the registry into a folder of its own. Needs `pnpm build` first.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { apps } from '../../examples/node/apps.mjs';
import { serveExamples } from '../../examples/node/serve.mjs';
import { checkStreams } from './check-streams.mjs';
import { serveSteeredDify } from './steered-dify.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const example = path.join(root, 'examples/next');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dify-oapi-next-')));
const emulator = await serveExamples(0);
const dify = await serveSteeredDify();
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  DIFY_BASE_URL: emulator.baseURL,
  DIFY_API_KEY: apps.support.key,
  DIFY_SECRET: 'a secret that is long enough for a check',
  STEERED_URL: dify.baseURL,
};

/** A second handler beside the example's own, on the steered Dify. */
const route = (name, options) => `
import { createDifyHandler } from '@dify-oapi/server';
import { toRouteHandlers } from '@dify-oapi/server/next';
import { after } from 'next/server';

const handler = createDifyHandler({
  apps: { support: { baseURL: process.env.STEERED_URL ?? '', apiKey: 'app-support', allowHTTP: true } },
  basePath: '/api/${name}',
  secret: 'a secret that is long enough for a check',
  anonymous: true,
  waitUntil: (work) => after(() => work),
  ${options}
});
export const { GET, POST } = toRouteHandlers(handler);
export const dynamic = 'force-dynamic';
`;

try {
  install();
  run('npx', 'next', 'build');
  const port = await freePort();
  const server = spawn('npx', ['next', 'start', '-p', String(port)], {
    cwd: folder,
    env,
    stdio: 'inherit',
    detached: true,
  });
  try {
    const url = `http://localhost:${port}`;
    await up(url);
    await checkPage(url);
    await checkStreams({ drains: `${url}/api/drains`, aborts: `${url}/api/aborts`, dify, check });
  } finally {
    // npx and what it started.
    process.kill(-server.pid);
  }
} finally {
  dify.close();
  await emulator.close(0);
  rmSync(folder, { recursive: true, force: true });
}

/** The example with the packed packages in place of the published ones. */
function install() {
  cpSync(example, folder, { recursive: true, filter: (file) => !/node_modules|\.next/.test(file) });
  for (const [name, options] of [
    ['drains', ''],
    ['aborts', "onClientGone: 'abort',"],
  ]) {
    const place = path.join(folder, 'app/api', name, '[...path]');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'route.ts'), route(name, options));
  }
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  manifest.overrides = {};
  for (const name of ['core', 'react', 'server']) {
    const packed = JSON.parse(
      execFileSync('pnpm', ['pack', '--json', '--pack-destination', folder], {
        cwd: path.join(root, 'packages', name),
        encoding: 'utf8',
      }),
    );
    manifest.dependencies[`@dify-oapi/${name}`] = `file:${packed.filename}`;
    manifest.overrides[`@dify-oapi/${name}`] = `$@dify-oapi/${name}`;
  }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error');
}

/** A visitor's first question. */
async function checkPage(url) {
  const executablePath =
    process.env.CHROMIUM_PATH ??
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByRole('textbox').fill('How do I charge the battery?');
    await page.keyboard.press('Enter');
    const source = page.getByRole('button', { name: /^Source 1: / }).first();
    const isThere = await source.waitFor({ timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    check('the page’s chat answers', isThere);
  } finally {
    await browser.close();
  }
}

async function up(url) {
  for (let tries = 0; tries < 300; tries++) {
    if (await fetch(url).catch(() => undefined)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function run(command, ...args) {
  execFileSync(command, args, { cwd: folder, env, stdio: 'inherit' });
}

function check(name, isRight) {
  console.log(`${isRight ? 'ok    ' : 'FAILED'} ${name}`);
  if (!isRight) process.exitCode = 1;
}
