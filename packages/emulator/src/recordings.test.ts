import { existsSync, readFileSync } from 'node:fs';
import { type AppParameters, readEvents } from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import type { AppDefinition } from './app-definition.ts';
import { supportApp } from './apps/support/app.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { reply } from './model/reply.ts';

/** Recordings of a real server, where the workspace has them beside it. */
const folder = '../shared/wire/1.16.1';

interface Part {
  name: string;
  value?: string;
  filename?: string;
  content_type?: string;
  text?: string;
  base64?: string;
  size?: number;
}

interface Exchange {
  note: string | null;
  request: { method: string; path: string; headers: [string, string][]; body_text?: string; form?: Part[] };
  response: {
    status: number;
    headers: [string, string][];
    body_text?: string;
    chunks?: { data: string }[];
    event_order?: string[];
  };
}

interface Recording {
  app: string | null;
  exchanges: Exchange[];
}

const readRecording = (name: string): Recording => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));

/** The recorded apps, by name, with an answer that has a source when the real one had a knowledge base. */
function recordedApp(name: string): AppDefinition {
  const exchange = readRecording('app/parameters').exchanges.find(({ note }) => note === name);
  const parameters: AppParameters = JSON.parse(exchange?.response.body_text ?? '{}');
  const source = { position: 1, dataset_id: 'd', dataset_name: 'n', document_id: 'x', document_name: 'y' };
  const more = { data_source_type: 'upload_file', segment_id: 's', retriever_from: 'api', score: 0.5, content: 'c' };
  const sources = name === 'chat' ? [{ ...source, ...more }] : [];
  const model = reply('Some words.', { sources, followUps: ['Why?', 'How?', 'When?'] });
  return { ...supportApp(), key: name, parameters, model };
}

/** The app that an exchange is about: some recordings name it in their notes. */
function appOf({ app }: Recording, { note }: Exchange): string {
  return note === 'chat-plain' ? note : (app ?? 'chat');
}

/** An emulator that knows the conversations, turns and files of a recording, and nothing else. */
function emulatorBehind(recording: Recording, exchange: Exchange): Emulator {
  const name = appOf(recording, exchange);
  const owners = new Map<string, string>();
  const files = new Map<string, string>();
  for (const { request, response, note } of recording.exchanges) {
    const user = userOf(request);
    if (user === undefined || (response.status >= 300 && note !== 'chat-plain')) continue;
    const stream = response.chunks?.map(({ data }) => data).join('') ?? '';
    for (const id of idsOf(request.path, request.body_text ?? '', stream.slice(0, 200))) owners.set(id, user);
    if (request.path.endsWith('/files/upload')) files.set(JSON.parse(response.body_text ?? '{}').id, user);
  }
  const row = { app: name, inputs: {}, created_at: 1000, updated_at: 1000 };
  const turn = { ...row, query: 'Q', answer: 'A', sources: [], feedback: null, status: 'normal' as const };
  const rest = { error: null, order: 0, tokens: { prompt: 0, answer: 0 }, latency: 0, followUps: ['Why?'] };
  return createEmulator({
    apps: [recordedApp(name)],
    snapshot: {
      version: 1,
      conversations: [...owners].map(([id, user]) => ({ ...row, id, user, name: 'Old' })),
      messages: [...owners].map(([id, user]) => ({ ...turn, ...rest, id, user, conversation_id: id, files: [] })),
      files: [...files].map(([id, user]) => {
        const kind = { extension: 'png', mime_type: 'image/png' };
        return { id, app: name, user, name: 'pixel.png', size: 78, ...kind, created_at: 1000, text: '' };
      }),
    },
  });
}

const idsOf = (...texts: string[]) => texts.join(' ').match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [];

function userOf({ path, body_text, form }: Exchange['request']): string | undefined {
  const inBody = /"user":\s*"([^"]+)"/.exec(body_text ?? '')?.[1];
  const inQuery = new URL(path, 'http://dify.test').searchParams.get('user');
  return inBody ?? inQuery ?? form?.find(({ name }) => name === 'user')?.value;
}

/** A recorded request, byte for byte, with the key of the app as it is called here. */
function replay(emulator: Emulator, recording: Recording, exchange: Exchange): Promise<Response> {
  const { request } = exchange;
  const headers = new Headers();
  for (const [name, value] of request.headers) {
    if (/^(?:authorization|content-type|accept|origin)$/i.test(name)) headers.set(name, value);
  }
  const key = headers.get('authorization')?.replace('app-***', appOf(recording, exchange));
  if (key !== undefined) headers.set('authorization', key);
  const boundary = /boundary=(.+)$/.exec(headers.get('content-type') ?? '')?.[1] ?? '';
  const body = request.form ? multipart(request.form, boundary) : request.body_text;
  return emulator.fetch(`http://dify.test${request.path}`, {
    method: request.method,
    headers,
    ...(body === undefined || request.method === 'GET' ? {} : { body }),
  });
}

function multipart(parts: readonly Part[], boundary: string): Uint8Array<ArrayBuffer> {
  const pieces = parts.flatMap(({ name, filename, content_type, value, text, base64, size = 0 }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const type = content_type === undefined ? '' : `\r\nContent-Type: ${content_type}`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}${type}\r\n\r\n`;
    const content =
      base64 === undefined ? Buffer.from(value ?? text ?? 'x'.repeat(size)) : Buffer.from(base64, 'base64');
    return [Buffer.from(head), content, Buffer.from('\r\n')];
  });
  return new Uint8Array(Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]));
}

/** The keys of a value at every depth, in order. Lists are told by their first item, where it has keys. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'object' ? [shapeOf(value[0])] : [];
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value).map(([name, field]) => [name, name === 'inputs' ? '' : shapeOf(field)]);
}

async function eventsOf(text: string): Promise<object[]> {
  const events: object[] = [];
  for await (const event of readEvents(new Blob([text]).stream())) events.push(event);
  return events;
}

const served =
  /^\/v1\/(?:chat-messages(?:\/[^/]+\/stop)?|conversations(?:\/[^/]+(?:\/name)?)?|messages(?:\/[^/]+\/(?:suggested|feedbacks))?|files\/upload|info|parameters|meta|site)?(?:\?.*)?$/;

/** Exchanges of the operations that the emulator has, of the app that the recording is about. */
function exchangesOf(recording: Recording, { failed }: { failed: boolean }): Exchange[] {
  return recording.exchanges.filter(({ note, request, response }) => {
    // Masked keys are all alike, and the emulator fetches nothing.
    const elsewhere = /another app|^app |^agent|^chatflow|remote|bad URL|unknown key|behind it|dataset key/;
    return !elsewhere.test(note ?? '') && served.test(request.path) && response.status >= 400 === failed;
  });
}

const names = [
  'chat/required-input',
  'chat/other-user',
  'chat/stop',
  'chat/vision',
  'conversations/list',
  'conversations/rename',
  'conversations/delete',
  'messages/suggested',
  'files/upload',
  'app/auth',
];

describe.skipIf(!existsSync(folder))('refusals, word for word as a server of 1.16.1 sent them', () => {
  it.each(names)('%s', async (name) => {
    const recording = readRecording(name);
    const wrong: unknown[] = [];
    const exchanges = exchangesOf(recording, { failed: true });
    for (const exchange of exchanges) {
      const gone = name === 'conversations/delete' && /again|deleted/.test(exchange.note ?? '');
      const emulator = gone
        ? createEmulator({ apps: [recordedApp('chat-plain')] })
        : emulatorBehind(recording, exchange);
      const response = await replay(emulator, recording, exchange);
      const body = await response.text();
      const real = new Headers(exchange.response.headers);
      const kept = ['content-type', 'www-authenticate', 'access-control-allow-origin', 'x-version', 'x-env', 'vary'];
      const headers = (from: Headers) => kept.map((header) => from.get(header)).join(' | ');
      const ours = [response.status, headers(response.headers), body];
      const theirs = [exchange.response.status, headers(real), exchange.response.body_text];
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) wrong.push({ note: exchange.note, theirs, ours });
    }
    expect(wrong).toEqual([]);
    expect(exchanges.length).toBeGreaterThan(0);
  });
});

const answered = [
  'chat/required-input',
  'chat/chat-plain-blocking',
  'chat/citations',
  'chat/vision',
  'chat/stop',
  'conversations/rename',
  'files/upload',
  'messages/suggested',
];

describe.skipIf(!existsSync(folder))('answers, key for key as a server of 1.16.1 sent them', () => {
  it.each(answered)('%s', async (name) => {
    const recording = readRecording(name);
    const wrong: unknown[] = [];
    // A turn of history is compared below: these emulators did not write the one that was recorded.
    const exchanges = exchangesOf(recording, { failed: false }).filter(({ note }) => !note?.includes('history'));
    for (const exchange of exchanges) {
      const response = await replay(emulatorBehind(recording, exchange), recording, exchange);
      const text = exchange.response.body_text ?? exchange.response.chunks?.map(({ data }) => data).join('') ?? '';
      const ours = [response.status, response.headers.get('content-type'), await shapesOf(await response.text())];
      const type = new Headers(exchange.response.headers).get('content-type');
      const theirs = [exchange.response.status, type, await shapesOf(text)];
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) wrong.push({ note: exchange.note, theirs, ours });
    }
    expect(JSON.stringify(wrong, null, 1)).toBe('[]');
    expect(exchanges.length).toBeGreaterThan(0);
  });

  it('history: a turn with sources, a turn with a file', async () => {
    for (const name of ['chat/citations', 'chat/vision']) {
      const recording = readRecording(name);
      const { exchanges } = recording;
      const at = exchanges.findIndex(({ note }) => note?.includes('history'));
      const asked = exchanges.find(({ response }) => response.chunks !== undefined);
      if (asked === undefined) throw new Error('The recording has no stream.');
      const emulator = emulatorBehind(recording, asked);
      const events = await eventsOf(await (await replay(emulator, recording, asked)).text());
      const conversation: unknown = Reflect.get(events[0] ?? {}, 'conversation_id');
      const response = await emulator.fetch(
        `http://dify.test/v1/messages?user=rec-user-1&conversation_id=${String(conversation)}`,
        { headers: { authorization: `Bearer ${appOf(recording, asked)}` } },
      );
      const real = exchanges[at]?.response.body_text ?? '';
      expect(await shapesOf(await response.text())).toEqual(await shapesOf(real));
    }
  });

  it('what the support app tells of itself', async () => {
    const { info, parameters, site } = supportApp();
    const told = (name: string, note: string) =>
      readRecording(name).exchanges.find((exchange) => exchange.note === note)?.response.body_text ?? '';
    expect(shapeOf(parameters)).toEqual(shapeOf(JSON.parse(told('chat/vision', 'parameters'))));
    expect(Object.keys(site)).toEqual(Object.keys(JSON.parse(told('app/site', 'chat-plain'))));
    expect(Object.keys(info)).toEqual(Object.keys(JSON.parse(told('app/auth', 'two spaces'))));
  });
});

/** The shape of a JSON answer, or of the first, the last but one and the last event of a stream. */
async function shapesOf(text: string): Promise<unknown> {
  if (!text.startsWith('data:')) return shapeOf(JSON.parse(text));
  const events = await eventsOf(text);
  return [events[0], events.at(-2), events.at(-1)].map(shapeOf);
}
