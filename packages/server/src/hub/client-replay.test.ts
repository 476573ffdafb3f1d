import { readFileSync } from 'node:fs';
import { type Chat, createBrowserClient, createChat, type DifyEvent, textOf } from '@dify-oapi/core';
import { completion as completions, workflows } from '@dify-oapi/core/endpoints';
import { describe, expect, it } from 'vitest';
import { startRun } from '../../../core/src/runs/start-run.ts';
import { type FakeEnvironment, fakeEnvironment } from '../../../core/src/testing/fake-environment.ts';
import type { Preset } from '../operations.ts';
import { apiKey, baseURL, fromPage, handlerOn } from '../testing/handler-on.ts';

const fixtures = new URL('../../../core/src/events/fixtures/', import.meta.url);
const modes = [
  { mode: 'chat', file: 'chat', kind: 'chat' },
  { mode: 'agent-chat', file: 'agent', kind: 'chat' },
  { mode: 'agent', file: 'agent-app', kind: 'chat' },
  { mode: 'chatflow', file: 'chatflow', kind: 'chat' },
  { mode: 'completion', file: 'moderated', kind: 'completion' },
  { mode: 'workflow', file: 'workflow-nested', kind: 'workflow' },
] as const;

/** Dify behind a handler, and a page whose connections end after so many events, the first ones only. */
function world(file: string, operations: Preset, cuts: readonly number[]) {
  const text = readFileSync(new URL(`${file}.txt`, fixtures), 'utf8');
  const records = text.match(/^(?:data: .*\n|event: ping\n)\n/gm) ?? [];
  const counts = { posts: 0, readers: 0, streams: 0 };
  const upstream = async () => {
    counts.posts++;
    let at = 0;
    counts.readers++;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setImmediate(resolve));
        const record = records[at++];
        if (record === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(record));
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };
  const handler = handlerOn(upstream, { apps: { support: { baseURL, apiKey, operations, detail: 'full' } } });
  const left = [...cuts];
  const dify = createBrowserClient({
    url: 'https://app.example/api/dify/support',
    logger: false,
    async fetch(input, init) {
      const url = new URL(String(input));
      const path = url.pathname.slice('/api/dify/support'.length) + url.search;
      const body = init?.body;
      const response = await handler(
        fromPage(init?.method ?? 'GET', path, {
          headers: new Headers(init?.headers),
          ...(typeof body === 'string' ? { body } : {}),
          ...(init?.signal ? { signal: init.signal } : {}),
        }),
      );
      if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response;
      counts.streams++;
      return cutAfter(response, left.shift());
    },
  });
  return { dify, counts };
}

/** A connection that breaks behind so many events. */
function cutAfter(response: Response, events: number | undefined): Response {
  if (events === undefined || response.body === null) return response;
  const reader = response.body.getReader();
  let seen = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (seen >= events) {
          controller.error(new TypeError('terminated'));
          return reader.cancel();
        }
        const { done, value } = await reader.read();
        if (done) return controller.close();
        // Each record on its own, so that a cut falls between two events wherever the pieces end.
        const records = new TextDecoder().decode(value).match(/.*?\n\n/gs) ?? [];
        for (const record of records) {
          if (seen >= events) break;
          controller.enqueue(new TextEncoder().encode(record));
          if (/^data:/m.test(record)) seen++;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}

/** Lets time pass until a promise is settled. */
async function until<Value>(environment: FakeEnvironment, promise: Promise<Value>): Promise<Value> {
  let isSettled = false;
  void promise.finally(() => {
    isSettled = true;
  });
  while (!isSettled) {
    await environment.advance(20);
    // The handler lives in real time: the page's own must not run far ahead of it.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return promise;
}

/** The snapshot of a conversation and every text on the way; without our own row keys and times. */
async function chatOf(file: string, cuts: readonly number[]) {
  const { dify, counts } = world(file, 'chat', cuts);
  const environment = fakeEnvironment();
  let count = 0;
  const chat: Chat = createChat({
    dify,
    environment,
    suggestions: false,
    onEvent: () => count++,
    now: () => 1000,
    schedule: (flush) => flush(),
  });
  const texts: string[] = [];
  chat.subscribe(() => {
    const last = chat.getSnapshot().messages.at(-1);
    const text = last?.role === 'assistant' ? textOf(last) : '';
    if (text !== texts.at(-1)) texts.push(text);
  });
  await until(environment, chat.actions.sendMessage('Ask'));
  const snapshot = JSON.stringify(chat.getSnapshot()).replaceAll(/~k?[\w.-]+/g, '');
  chat.dispose();
  return { result: { snapshot, texts }, counts, count };
}

/** Every event of a run without its signatures. */
async function eventsOf(file: string, kind: 'completion' | 'workflow', cuts: readonly number[]) {
  const { dify, counts } = world(file, kind, cuts);
  const environment = fakeEnvironment();
  const got: string[] = [];
  const ended = new Promise<string>((resolve) => {
    const listeners = {
      onEvent(event: DifyEvent): 'open' | 'ended' {
        got.push(JSON.stringify(event).replaceAll(/~k?[\w.-]+/g, ''));
        return event.event === 'workflow_finished' || event.event === 'message_end' ? 'ended' : 'open';
      },
      onEnd: ({ type }: { type: string }) => resolve(type),
    };
    const common = { dify, kind, environment, listeners } as const;
    if (kind === 'workflow') startRun({ ...common, endpoint: workflows.run, input: { inputs: {} } });
    else startRun({ ...common, endpoint: completions.send, input: { inputs: { query: 'Ask' } } });
  });
  return { result: { end: await until(environment, ended), got }, counts, count: got.length };
}

describe('a page that comes back to a run', () => {
  for (const { mode, file, kind } of modes) {
    const play = (cuts: readonly number[]) => (kind === 'chat' ? chatOf(file, cuts) : eventsOf(file, kind, cuts));

    it(`S64 shows the same as an unbroken one, cut behind every event: ${mode}`, async () => {
      const whole = await play([]);
      expect(whole.counts).toEqual({ posts: 1, readers: 1, streams: 1 });
      for (let at = 0; at < whole.count; at++) {
        const cut = await play([at]);
        expect(cut.result, `cut behind event ${at}`).toEqual(whole.result);
        expect(cut.counts).toEqual({ posts: 1, readers: 1, streams: 2 });
      }
      const often = await play([1, 1, 0, 2]);
      expect(often.result).toEqual(whole.result);
      expect(often.counts.posts).toBe(1);
    });
  }
});
