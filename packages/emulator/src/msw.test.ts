import { createDify } from '@dify-oapi/core';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { supportApp } from './apps/support/app.ts';
import { createEmulator } from './emulator.ts';
import { reply } from './model/reply.ts';
import { difyHandlers } from './msw.ts';

const baseURL = 'https://dify.example/api/v1';
const emulator = createEmulator({ apps: [{ ...supportApp(), model: reply('One two three.') }] });
const server = setupServer(...difyHandlers(emulator, { baseURL }));
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const dify = createDify({ baseURL, apiKey: 'app-support', user: 'u1' });

it('answers what is sent to the base URL, streams too', async () => {
  const pieces: string[] = [];
  for await (const event of dify.chat.stream({ query: 'Hi', inputs: {} })) {
    if (event.event === 'message') pieces.push(event.answer);
  }
  expect(pieces).toEqual(['One', ' two', ' three.', '']);
  expect((await dify.conversations.list()).data).toHaveLength(1);
});

it('answers an upload, and its address', async () => {
  const file = new File(['Some text.'], 'a.txt', { type: 'text/plain' });
  const { source_url } = await dify.files.upload({ file });
  const preview = await fetch(source_url ?? '');
  expect(await preview.text()).toBe('Some text.');
});

it('refuses a key that is not known', async () => {
  const stranger = createDify({ baseURL, apiKey: 'app-other', user: 'u1' });
  await expect(stranger.app.info()).rejects.toMatchObject({ status: 401 });
});
