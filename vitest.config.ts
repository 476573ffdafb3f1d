import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './chromium.ts';
import { compiler } from './tools/react-compiler.mjs';

/** Every tool reads the packages' sources, so nothing has to be built first. */
const condition = '@dify-oapi/source';
const shared = {
  plugins: [react({ compiler })],
  resolve: { conditions: [condition, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [condition, ...defaultServerConditions] } },
};

/** A new object for each project: Vitest writes into it. */
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions }),
  instances: [{ browser: 'chromium' as const }],
});
/** What tests in the browser load. Found one by one on a first run, each dependency would make the page begin anew. */
const optimizeDeps = {
  entries: [
    'packages/react/src/{index,chat,bubble,knowledge,markdown,markdown-*}.ts',
    'packages/emulator/src/index.ts',
  ],
  include: ['@testing-library/react', '@testing-library/user-event', 'react/compiler-runtime', 'react-dom/client'],
};
const setupFiles = [fileURLToPath(new URL('./vitest.setup.ts', import.meta.url))];

export default defineConfig({
  test: {
    // Vitest would leave a core to itself, which on two cores is half of the machine.
    maxWorkers: '100%',
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.{ts,tsx}'] },
    projects: [
      {
        ...shared,
        test: {
          name: 'node',
          environment: 'node',
          // Files share their worker's modules: loading them anew for each file would take longer than the tests.
          isolate: false,
          testTimeout: 60_000,
          include: ['packages/!(react)/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'examples/*/*.test.ts'],
          benchmark: { include: ['packages/!(react)/src/**/*.bench.ts'] },
          typecheck: {
            enabled: true,
            include: ['packages/*/src/**/*.test-d.ts'],
            tsconfig: './tsconfig.json',
            ignoreSourceErrors: true,
          },
        },
      },
      {
        ...shared,
        test: {
          // React renders with what it was first loaded with, so its tests do not share a worker's modules.
          name: 'react',
          environment: 'node',
          testTimeout: 60_000,
          include: ['packages/react/src/**/*.test.ts'],
          benchmark: { include: ['packages/react/src/**/*.bench.ts'] },
        },
      },
      {
        ...shared,
        test: {
          name: 'dom',
          environment: 'jsdom',
          testTimeout: 60_000,
          include: ['packages/*/src/**/*.dom.test.tsx'],
          setupFiles,
        },
      },
      {
        ...shared,
        optimizeDeps,
        test: {
          name: 'browser',
          testTimeout: 60_000,
          include: ['packages/*/src/**/*.browser.test.tsx', '.storybook/*.browser.test.ts'],
          setupFiles,
          browser: browser(),
        },
      },
      {
        plugins: [storybookTest({ configDir: fileURLToPath(new URL('./.storybook', import.meta.url)) })],
        test: { name: 'storybook', browser: browser() },
      },
    ],
  },
});
