import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium.ts';

const url = 'http://localhost:5183';

/** Visitors of the playground: the real page, the real handler, the emulator behind it, nothing kept from before. */
export default defineConfig({
  testDir: 'apps/playground/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: url,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    launchOptions,
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'visitors', testIgnore: 'faults.spec.ts' },
    // A fault meets whoever asks next, so these tests have the server to themselves.
    { name: 'faults', testMatch: 'faults.spec.ts', fullyParallel: false, dependencies: ['visitors'] },
  ],
  webServer: {
    command: 'node node_modules/vite/bin/vite.js apps/playground --port 5183 --strictPort',
    url,
    reuseExistingServer: false,
    env: {
      DIFY_BASE_URL: '',
      DIFY_API_KEY: '',
      DIFY_PLAYGROUND_PACE: '12',
      DIFY_PLAYGROUND_STATE: mkdtempSync(path.join(tmpdir(), 'dify-playground-')),
    },
  },
});
