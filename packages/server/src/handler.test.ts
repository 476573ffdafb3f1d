import { createBrowserDify } from '@dify-oapi/core';
import { createEmulator } from '@dify-oapi/emulator';
import { expect, it } from 'vitest';
import { createDifyHandler } from './handler.ts';
import { secret } from './testing/handler-on.ts';

it('serves a page’s client from the first question to the deletion', async () => {
  const emulator = createEmulator();
  const handler = createDifyHandler({
    apps: { support: { baseURL: 'http://localhost/v1', apiKey: 'app-support' } },
    identify: () => ({ id: 'ada' }),
    secret,
    fetch: emulator.fetch,
  });
  const dify = createBrowserDify({
    url: 'https://app.example/api/dify/support',
    fetch: (input, init) => handler(new Request(input, init)),
  });
  const upload = await dify.files.upload({ file: new File(['# Notes'], 'notes.md', { type: 'text/markdown' }) });
  expect(upload).toMatchObject({ name: 'notes.md', size: 7, extension: 'md' });
  let text = '';
  let task_id = '';
  let conversation_id = '';
  let message_id = '';
  for await (const event of dify.chat.stream({ query: 'How do I charge the battery?', inputs: {} })) {
    if (event.event !== 'message') continue;
    text += event.answer;
    task_id = event.task_id ?? '';
    conversation_id = event.conversation_id ?? '';
    message_id = event.message_id ?? '';
  }
  expect(text).not.toBe('');
  expect((await dify.conversations.list()).data.map(({ id }) => id)).toEqual([conversation_id]);
  expect((await dify.messages.list({ conversation_id })).data).toMatchObject([{ id: message_id, answer: text }]);
  expect(await dify.messages.suggested({ message_id })).toMatchObject({ result: 'success' });
  expect(await dify.messages.feedback({ message_id, rating: 'like' })).toEqual({ result: 'success' });
  expect(await dify.chat.stop({ task_id })).toEqual({ result: 'success' });
  await expect(dify.chat.stop({ task_id: 'gone' })).rejects.toMatchObject({ status: 404 });
  expect((await dify.conversations.rename({ conversation_id, name: 'Battery' })).name).toBe('Battery');
  expect((await dify.app.info()).mode).toBeTypeOf('string');
  expect((await dify.app.parameters()).user_input_form).toBeInstanceOf(Array);
  expect((await dify.app.meta()).tool_icons).toBeTypeOf('object');
  expect((await dify.app.site()).title).toBeTypeOf('string');
  expect(await dify.conversations.delete({ conversation_id })).toBeUndefined();
  expect((await dify.conversations.list()).data).toEqual([]);
});
