import { expect } from 'vitest';
import { emptySeed } from './seeds/empty.ts';
import { test } from './vitest.ts';

test('gives a client and its server', async ({ dify, emulator }) => {
  for await (const _ of dify.chat.stream({ query: 'What does E-214 mean?', inputs: {} }));
  expect(emulator.snapshot().messages).toHaveLength(1);
});

test('gives each test a server of its own', ({ emulator }) => {
  expect(emulator.snapshot().messages).toEqual([]);
});

const testOfNothing = test.extend({ emulatorOptions: emptySeed() });
testOfNothing('takes other options', async ({ dify }) => {
  expect((await dify.datasets.list()).data).toEqual([]);
});
