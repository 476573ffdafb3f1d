import { createChat, createDify, type Dify, textOf } from '@dify-oapi/core';
import { describe, expect, it, vi } from 'vitest';
import { supportApp } from './apps/support/app.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { reply } from './model/reply.ts';

function difyOn(emulator: Emulator, user = 'u1'): Dify {
  return createDify({ baseURL: 'http://dify.test/v1', apiKey: 'app-support', user, fetch: emulator.fetch });
}

/** The support app with an answer that a test decides. */
function saying(text: string, options: EmulatorOptions = {}): Emulator {
  return createEmulator({
    apps: [{ ...supportApp(), model: reply(text, { followUps: ['And then?'] }) }],
    ...options,
  });
}

async function eventsOf(emulator: Emulator, query = 'Hi'): Promise<Record<string, unknown>[]> {
  const events: Record<string, unknown>[] = [];
  for await (const event of difyOn(emulator).chat.stream({ query, inputs: {} })) events.push({ ...event });
  return events;
}

const raw = (emulator: Emulator, method: string, path: string, init: RequestInit = {}) =>
  emulator.fetch(`http://dify.test/v1${path}`, {
    method,
    ...init,
    headers: { authorization: 'Bearer app-support', ...init.headers },
  });

describe('a streamed answer', () => {
  it('is deltas, an empty one, and message_end, with ids that agree', async () => {
    const events = await eventsOf(saying('One two three.'));
    expect(events.map(({ event, answer }) => answer ?? event)).toEqual(['One', ' two', ' three.', '', 'message_end']);
    expect(new Set(events.map(({ task_id, message_id }) => `${task_id} ${message_id}`)).size).toBe(1);
    expect(events.map(({ answer = '' }) => answer).join('')).toBe('One two three.');
  });

  it('is stored with its question, and lists its conversation by a title', async () => {
    const dify = difyOn(saying('Answer.'));
    for await (const _ of dify.chat.stream({ query: 'How do I store the battery in winter?', inputs: {} }));
    const [conversation] = (await dify.conversations.list()).data;
    expect(conversation?.name).toBe('Store the battery in winter');
    const page = await dify.messages.list({ conversation_id: conversation?.id ?? '' });
    expect(page.data).toMatchObject([
      { query: 'How do I store the battery in winter?', answer: 'Answer.', status: 'normal' },
    ]);
    expect(await dify.messages.suggested({ message_id: page.data[0]?.id ?? '' })).toEqual({
      result: 'success',
      data: ['And then?'],
    });
  });

  it('keeps what was written when it is stopped, by its own user only', async () => {
    const emulator = saying('word '.repeat(400), { pace: { firstMs: 0, pieceMs: 2 } });
    const dify = difyOn(emulator);
    let text = '';
    let pieces = 0;
    let end: unknown;
    for await (const event of dify.chat.stream({ query: 'x', inputs: {} })) {
      if (event.event === 'message') text += event.answer;
      if (event.event === 'message' && ++pieces === 4) {
        await difyOn(emulator, 'u2').chat.stop({ task_id: event.task_id ?? '' });
      }
      if (event.event === 'message' && pieces === 8) await dify.chat.stop({ task_id: event.task_id ?? '' });
      if (event.event === 'message_end') end = event.metadata?.usage?.total_tokens;
    }
    expect(text.length).toBeGreaterThan(5 * 6);
    expect(text.length).toBeLessThan(5 * 400);
    expect(end).toBe(0);
    const [conversation] = (await dify.conversations.list()).data;
    const [turn] = (await dify.messages.list({ conversation_id: conversation?.id ?? '' })).data;
    expect(turn?.answer).toBe(text);
  });

  it('is lost when its reader leaves', async () => {
    const dify = difyOn(saying('word '.repeat(50), { pace: { firstMs: 0, pieceMs: 1 } }));
    for await (const _ of dify.chat.stream({ query: 'x', inputs: {} })) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
    const [conversation] = (await dify.conversations.list()).data;
    const [turn] = (await dify.messages.list({ conversation_id: conversation?.id ?? '' })).data;
    expect(turn).toMatchObject({ answer: '', status: 'normal' });
  });

  it('ends with an error when the model fails, and keeps no text', async () => {
    const failing = function* () {
      yield 'Some ';
      throw new Error('The model is away.');
    };
    const model = reply(failing);
    const dify = difyOn(createEmulator({ apps: [{ ...supportApp(), model }] }));
    const seen: unknown[] = [];
    const read = async () => {
      for await (const event of dify.chat.stream({ query: 'x', inputs: {} })) seen.push(event);
    };
    await read().catch((error: unknown) => seen.push(error));
    expect(seen[0]).toMatchObject({ event: 'message', answer: 'Some ' });
    expect(seen[1]).toMatchObject({ code: 'invalid_param', message: 'The model is away.' });
    const [conversation] = (await dify.conversations.list()).data;
    const [turn] = (await dify.messages.list({ conversation_id: conversation?.id ?? '' })).data;
    expect(turn).toMatchObject({ answer: '', status: 'error', error: 'The model is away.' });
    await expect(dify.chat.send({ query: 'x', inputs: {} })).rejects.toMatchObject({ status: 400 });
  });

  it('stops at once, also while the model is silent', async () => {
    const silent = async function* () {
      yield 'First';
      await new Promise(() => {});
    };
    const model = reply(silent);
    const dify = difyOn(createEmulator({ apps: [{ ...supportApp(), model }] }));
    const events: string[] = [];
    for await (const event of dify.chat.stream({ query: 'x', inputs: {} })) {
      events.push(event.event);
      if (event.event === 'message') await dify.chat.stop({ task_id: event.task_id ?? '' });
    }
    expect(events).toEqual(['message', 'message_end']);
  });

  it('drives the chat machine from question to follow-ups', async () => {
    const chat = createChat({ dify: difyOn(saying('Answer.')) });
    const result = await chat.actions.sendMessage('Hi');
    expect(result.ok && textOf(result.message)).toBe('Answer.');
    await vi.waitFor(() => expect(chat.getSnapshot().suggestions).toEqual(['And then?']));
    chat.dispose();
  });
});

describe('users, keys and shapes', () => {
  it('shows a conversation to nobody but its user', async () => {
    const emulator = saying('x');
    await eventsOf(emulator);
    const other = difyOn(emulator, 'u2');
    const [conversation] = (await difyOn(emulator).conversations.list()).data;
    const conversation_id = conversation?.id ?? '';
    expect((await other.conversations.list()).data).toEqual([]);
    await expect(other.messages.list({ conversation_id })).rejects.toMatchObject({ status: 404 });
    await expect(other.conversations.delete({ conversation_id })).rejects.toMatchObject({ status: 404 });
    await expect(other.chat.send({ query: 'x', inputs: {}, conversation_id })).rejects.toMatchObject({
      status: 404,
      message: expect.stringMatching(/^Conversation Not Exists/),
    });
  });

  it.each([
    ['no key', 'GET', '/info', { headers: { authorization: '' } }, 401, '"unauthorized"'],
    ['a route that is not there', 'GET', '/nothing', {}, 404, '<!doctype html>'],
    ['an id that is no UUID', 'GET', '/messages/abc/suggested?user=u', {}, 404, '<!doctype html>'],
    ['the wrong method', 'PUT', '/conversations', {}, 405, '<!doctype html>'],
    ['no content type', 'POST', '/chat-messages', { body: new Uint8Array([123]) }, 415, '"unsupported_media_type"'],
    [
      'broken JSON',
      'POST',
      '/chat-messages',
      { body: '{', headers: { 'content-type': 'application/json' } },
      400,
      '"bad_request"',
    ],
    [
      'JSON that is no object',
      'POST',
      '/chat-messages',
      { body: 'null', headers: { 'content-type': 'application/json' } },
      500,
      '{"message": "Internal Server Error", "code": "unknown", "status": 500}',
    ],
    [
      'no user',
      'POST',
      '/chat-messages',
      { body: '{"query":"x","inputs":{}}', headers: { 'content-type': 'application/json' } },
      400,
      'Arg user must be provided.',
    ],
    [
      'an empty query',
      'POST',
      '/chat-messages',
      { body: '{"query":"","inputs":{},"user":"u"}', headers: { 'content-type': 'application/json' } },
      400,
      'query is required',
    ],
  ])('answers %s as Dify does', async (_, method, path, init, status, text) => {
    const response = await raw(saying('x'), method, path, init);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect(response.headers.get('x-version')).toBe('1.16.1');
  });

  it('renames by hand and by itself, and deletes with the turns', async () => {
    const emulator = saying('x');
    const dify = difyOn(emulator);
    await eventsOf(emulator, 'Which torque for which bolt?');
    const conversation_id = (await dify.conversations.list()).data[0]?.id ?? '';
    expect((await dify.conversations.rename({ conversation_id, name: '名前 👋' })).name).toBe('名前 👋');
    expect((await dify.conversations.rename({ conversation_id, auto_generate: true })).name).toBe(
      'Torque for which bolt',
    );
    await dify.conversations.delete({ conversation_id });
    expect(emulator.snapshot()).toMatchObject({ conversations: [], messages: [] });
  });
});

describe('lists', () => {
  it('lose what shares a second with the cursor, and say that nothing is left', async () => {
    const emulator = saying('x', { now: () => 1_000_000 });
    const dify = difyOn(emulator);
    for (const query of ['a', 'b', 'c']) await dify.chat.send({ query, inputs: {} });
    const page = await dify.conversations.list({ limit: 2 });
    expect(page).toMatchObject({ has_more: false });
    expect((await dify.conversations.list({ limit: 2, last_id: page.data[1]?.id ?? '' })).data).toEqual([]);
  });

  it('page through conversations and turns of different seconds', async () => {
    let seconds = 1000;
    const emulator = saying('x', { now: () => seconds++ * 1000 });
    const dify = difyOn(emulator);
    const { conversation_id } = await dify.chat.send({ query: 'a', inputs: {} });
    for (const query of ['b', 'c']) await dify.chat.send({ query, inputs: {}, conversation_id });
    const newest = await dify.messages.list({ conversation_id, limit: 2 });
    expect(newest.has_more).toBe(true);
    expect(newest.data.map(({ query }) => query)).toEqual(['b', 'c']);
    const older = await dify.messages.list({ conversation_id, limit: 2, first_id: newest.data[0]?.id ?? '' });
    expect(older).toMatchObject({ has_more: false, data: [{ query: 'a' }] });
  });
});

describe('faults', () => {
  it('stall: the stream stays open and says no more', async () => {
    const emulator = saying('One two three four.');
    emulator.faults.stallAfterEvents = 2;
    const body = JSON.stringify({ query: 'x', inputs: {}, user: 'u1', response_mode: 'streaming' });
    const headers = { 'content-type': 'application/json' };
    const response = await raw(emulator, 'POST', '/chat-messages', { body, headers });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    const more = reader?.read().then(() => 'more');
    const silence = new Promise((resolve) => setTimeout(() => resolve('silence'), 50));
    expect(await Promise.race([more, silence])).toBe('silence');
    await reader?.cancel();
  });

  it('cuts, breaks a line, refuses, once each', async () => {
    const emulator = saying('One two three four five six.');
    emulator.faults.cutAfterEvents = 2;
    await expect(eventsOf(emulator)).rejects.toMatchObject({ code: 'interrupted' });
    emulator.faults.malformedAfterEvents = 2;
    expect((await eventsOf(emulator)).at(-1)?.event).toBe('message_end');
    emulator.faults.answerStatus = 429;
    await expect(eventsOf(emulator)).rejects.toMatchObject({ status: 429, code: 'too_many_requests' });
    emulator.faults.status = 500;
    await expect(
      difyOn(emulator).conversations.rename({ conversation_id: '00000000-0000-4000-8000-000000000000', name: 'x' }),
    ).rejects.toMatchObject({ status: 500 });
    expect(await eventsOf(emulator)).toHaveLength(8);
  });
});

describe('memory', () => {
  it('makes the same ids of the same random numbers', async () => {
    const ids = async () => {
      let seed = 1;
      const random = () => {
        seed = (seed * 16807) % 2147483647;
        return seed / 2147483647;
      };
      const emulator = saying('x', { random });
      return (await difyOn(emulator).chat.send({ query: 'x', inputs: {} })).message_id;
    };
    expect(await ids()).toBe(await ids());
  });

  it('goes through a snapshot and back', async () => {
    const emulator = saying('x');
    await eventsOf(emulator);
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()));
    const other = saying('x', { snapshot });
    expect((await difyOn(other).conversations.list()).data).toHaveLength(1);
    emulator.reset();
    expect((await difyOn(emulator).conversations.list()).data).toEqual([]);
    emulator.restore(snapshot);
    expect(emulator.snapshot()).toEqual(snapshot);
    expect(() => emulator.restore(JSON.parse('{"version":2}'))).toThrow(/no snapshot/);
  });
});
