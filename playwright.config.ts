import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium.ts';

const vite = 'node node_modules/vite/bin/vite.js';
const ports = await ownPorts();
const built = `http://localhost:${ports.built}`;
/** The same pages and other servers, where things go wrong. */
const faulty = `http://localhost:${ports.faulty}`;
const broken = `http://localhost:${ports.broken}`;
const developed = `http://localhost:${ports.developed}`;
/** Answers when both the page's server and what stands behind it do. */
const ready = '/api/playground/state';

/** The emulator behind the page, in a hurry and with nothing kept from before. */
const freshEmulator = () => ({
  DIFY_BASE_URL: '',
  DIFY_API_KEY: '',
  DIFY_PLAYGROUND_PACE: '12',
  DIFY_PLAYGROUND_STATE: mkdtempSync(path.join(tmpdir(), 'dify-playground-')),
});

const faults = 'faults.spec.ts';
const breaks = '{break-it,reload}.spec.ts';
const soak = 'soak.spec.ts';
const preview = (port: number) => `${vite} preview apps/playground --port ${port}`;
const build = `${vite} build apps/playground --logLevel warn`;

/** Visitors of the playground: the real page, the real handler, the emulator behind it. */
export default defineConfig({
  testDir: 'apps/playground/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A machine that stands still for seconds is no finding; what passed only at the second try is told by the check.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: built,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    launchOptions,
    screenshot: 'only-on-failure',
  },
  projects: [
    // What `npm start` serves, as soon as it does.
    { name: 'start', testMatch: 'start.spec.ts', use: { baseURL: developed } },
    // A fault meets whoever asks next, so these tests have servers to themselves, and one worker each all along.
    {
      name: 'faults',
      testMatch: faults,
      use: { baseURL: faulty },
      fullyParallel: false,
      workers: 1,
      dependencies: ['start'],
    },
    {
      name: 'breaks',
      testMatch: breaks,
      use: { baseURL: broken },
      fullyParallel: false,
      workers: 1,
      dependencies: ['start'],
    },
    { name: 'visitors', testIgnore: [faults, breaks, 'start.spec.ts', soak], dependencies: ['start'] },
    // Takes minutes, so it is asked for by name: `pnpm check soak`.
    ...(process.env.SOAK ? [{ name: 'soak', testMatch: soak, use: { baseURL: faulty }, workers: 1 }] : []),
  ],
  webServer: [
    // One build, served three times, each with an emulator of its own.
    { command: `${build} && ${preview(ports.built)}`, url: `${built}${ready}`, env: freshEmulator() },
    { command: preview(ports.faulty), url: `${faulty}${ready}`, env: freshEmulator() },
    { command: preview(ports.broken), url: `${broken}${ready}`, env: freshEmulator() },
    { command: `${vite} apps/playground --port ${ports.developed}`, url: developed, env: freshEmulator() },
  ],
});

/** Ports that nobody has. The workers read this file too, and are told by the environment which they are. */
async function ownPorts(): Promise<Record<'built' | 'faulty' | 'broken' | 'developed', number>> {
  process.env.DIFY_E2E_PORTS ??= (await freePorts(4)).join();
  const [built = 0, faulty = 0, broken = 0, developed = 0] = process.env.DIFY_E2E_PORTS.split(',').map(Number);
  return { built, faulty, broken, developed };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Server>((resolve) => {
          const server = createServer();
          server.listen(0, 'localhost', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
