import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium.ts';

const vite = 'node node_modules/vite/bin/vite.js';
const built = 'http://localhost:5183';
/** The same pages and another server, where things go wrong. */
const faulty = 'http://localhost:5185';
const developed = 'http://localhost:5184';

/** The emulator behind the page, in a hurry and with nothing kept from before. */
const freshEmulator = () => ({
  DIFY_BASE_URL: '',
  DIFY_API_KEY: '',
  DIFY_PLAYGROUND_PACE: '12',
  DIFY_PLAYGROUND_STATE: mkdtempSync(path.join(tmpdir(), 'dify-playground-')),
});

const faults = '{faults,break-it,reload}.spec.ts';
const soak = 'soak.spec.ts';
const preview = (port: number) => `${vite} preview apps/playground --port ${port}`;
/** One build, served twice; the faults have an emulator of their own. */
const serveBuilt = [
  `${vite} build apps/playground --logLevel warn`,
  `{ DIFY_PLAYGROUND_STATE=${freshEmulator().DIFY_PLAYGROUND_STATE} ${preview(5185)} & ${preview(5183)}; }`,
].join(' && ');

/** Visitors of the playground: the real page, the real handler, the emulator behind it. */
export default defineConfig({
  testDir: 'apps/playground/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
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
    // A fault meets whoever asks next, so these tests have a server to themselves, and one worker all along.
    {
      name: 'faults',
      testMatch: faults,
      use: { baseURL: faulty },
      fullyParallel: false,
      workers: 1,
      dependencies: ['start'],
    },
    { name: 'visitors', testIgnore: [faults, 'start.spec.ts', soak], dependencies: ['start'] },
    // Takes minutes, so it is asked for by name: `pnpm check soak`.
    ...(process.env.SOAK ? [{ name: 'soak', testMatch: soak, use: { baseURL: faulty }, workers: 1 }] : []),
  ],
  webServer: [
    { command: serveBuilt, url: built, env: freshEmulator() },
    { command: `${vite} apps/playground --port 5184`, url: developed, env: freshEmulator() },
  ],
});
