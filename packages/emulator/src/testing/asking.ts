import { readEvents } from '@dify-oapi/core';
import type { AppParts } from '../define-app.ts';
import { defineApp } from '../define-app.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';

/** An emulator with one app, key `app-test`, and ways to ask it. */
export function asking(parts: Omit<AppParts, 'key'>, options: Omit<EmulatorOptions, 'apps'> = {}) {
  const emulator = createEmulator({ ...options, apps: [defineApp({ key: 'app-test', ...parts })] });
  return { emulator, ...askingOf(emulator) };
}

function askingOf(emulator: Emulator) {
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    emulator.fetch(`http://dify.test/v1${path}`, {
      method,
      headers: { authorization: 'Bearer app-test', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const question = (query: string, more: object) => ({ query, inputs: {}, user: 'u1', ...more });
  return {
    call,
    /** The answer's JSON. */
    async json(method: string, path: string, body?: unknown) {
      const value: Record<string, unknown> = await (await call(method, path, body)).json();
      return value;
    },
    /** A question, answered in one piece. */
    async ask(query: string, more: object = {}, path = '/chat-messages') {
      const response = await call('POST', path, question(query, more));
      const value: Record<string, unknown> = await response.json();
      return value;
    },
    /** A question, answered as a stream. */
    async stream(query: string, more: object = {}, path = '/chat-messages') {
      const response = await call('POST', path, question(query, { response_mode: 'streaming', ...more }));
      const events: Record<string, unknown>[] = [];
      if (response.body === null) throw new Error('There is no stream.');
      for await (const event of readEvents(response.body)) events.push({ ...event });
      return events;
    },
    /** The newest turn of a conversation, as history shows it. */
    async turn(conversation: unknown) {
      const response = await call('GET', `/messages?user=u1&conversation_id=${String(conversation)}`);
      const { data }: { data: Record<string, unknown>[] } = await response.json();
      return data.at(-1);
    },
  };
}

/** Names of events, equal ones that follow each other as one. */
export function orderOf(events: readonly Record<string, unknown>[]): string[] {
  const names = events.map(({ event }) => String(event));
  return names.filter((name, at) => name !== names[at - 1]);
}

/** The text of all events of one name. */
export function textOf(events: readonly Record<string, unknown>[], name: string): string {
  return events.map(({ answer, event }) => (event === name ? String(answer) : '')).join('');
}
