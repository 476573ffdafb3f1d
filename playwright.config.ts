import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium.ts';

const url = 'http://localhost:5199';

/** A visitor's day on the playground: the real page, the real handler, the emulator behind it, nothing kept from before. */
export default defineConfig({
  testDir: 'apps/playground/e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: url,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    launchOptions,
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'vite apps/playground --port 5199 --strictPort',
    url,
    reuseExistingServer: false,
    env: {
      DIFY_BASE_URL: '',
      DIFY_API_KEY: '',
      DIFY_PLAYGROUND_STATE: mkdtempSync(path.join(tmpdir(), 'dify-playground-')),
    },
  },
});
