import { createDify, type Dify } from '@dify-oapi/core';
import { test as base } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';

/** What a test is given. */
export interface DifyFixtures {
  /** What the emulator is told. @default the support assistant, at once */
  emulatorOptions: EmulatorOptions;
  /** An emulator of the test's own. */
  emulator: Emulator;
  /** A client of its first app, as the user `test-user`. */
  dify: Dify;
}

/**
 * Vitest's `test` with a Dify server of its own for each test.
 *
 * @example test('answers', async ({ dify }) => { expect((await dify.app.info()).name).toBe('Velo Nord Help'); });
 */
export const test = base.extend<DifyFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures are needed
  emulatorOptions: ({}, use) => use({}),
  emulator: ({ emulatorOptions }, use) => use(createEmulator(emulatorOptions)),
  dify: ({ emulator }, use) => {
    const apiKey = emulator.apps[0]?.key ?? emulator.datasetKey;
    return use(createDify({ baseURL: 'http://dify.test/v1', apiKey, user: 'test-user', fetch: emulator.fetch }));
  },
});
