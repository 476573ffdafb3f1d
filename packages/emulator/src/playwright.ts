import { test as base } from '@playwright/test';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { type RunningServer, serve } from './server/serve.ts';

/** What a test is given. */
export interface DifyFixtures {
  /** What the emulator is told. @default the support assistant, at a realistic pace */
  emulatorOptions: EmulatorOptions;
  /** An emulator of the test's own, with the address at which pages and servers reach it. */
  emulator: Emulator & Pick<RunningServer, 'baseURL'>;
}

/**
 * Playwright's `test` with a Dify server of its own for each test.
 *
 * @example test('answers', async ({ page, emulator }) => { await page.goto(`/?dify=${emulator.baseURL}`); });
 */
export const test = base.extend<DifyFixtures>({
  emulatorOptions: [{ pace: 'realistic' }, { option: true }],
  emulator: async ({ emulatorOptions }, use) => {
    const emulator = createEmulator(emulatorOptions);
    const server = await serve(emulator, { port: 0 });
    await use({ ...emulator, baseURL: server.baseURL });
    await server.close(0);
  },
});
