import { createClient } from '@dify-oapi/core';
import type { Emulator } from '@dify-oapi/emulator';
import type { Operation } from './operations.ts';

/** A frame of a stream, as it came. */
export interface Frame {
  readonly id: number;
  /** The event's name; `text` where a frame is no JSON. */
  readonly name: string;
  /** Milliseconds since the request. */
  readonly atMs: number;
  readonly text: string;
}

/** What came back, so far or in all. */
export interface Answer {
  readonly isBusy: boolean;
  readonly status: number | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly frames: readonly Frame[];
  /** The body where it was no stream; JSON is set in lines. */
  readonly body: string | null;
  /** What the client says of a failed call; `null` without one. */
  readonly error: string | null;
}

/** What to ask. */
export interface Question {
  readonly emulator: Emulator;
  readonly key: string;
  readonly operation: Operation;
  readonly input: object;
  readonly signal: AbortSignal;
}

const shownHeaders = ['content-type', 'retry-after', 'x-version', 'content-length', 'location'];
const nothing: Answer = { isBusy: true, status: null, headers: [], frames: [], body: null, error: null };

/** Asks with the real client, and tells what comes at most once a frame of the screen. */
export async function ask(question: Question, tell: (answer: Answer) => void): Promise<void> {
  const begun = performance.now();
  let answer = nothing;
  let isScheduled = false;
  const change = (more: Partial<Answer>) => {
    answer = { ...answer, ...more };
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      tell(answer);
    });
  };
  tell(answer);
  let watched: Promise<void> = Promise.resolve();
  const client = createClient({
    baseURL: 'http://emulator.localhost/v1',
    apiKey: question.key,
    user: 'playground',
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    logger: false,
    fetch: async (input, init) => {
      const response = await question.emulator.fetch(input, init);
      const headers = shownHeaders.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      change({ status: response.status, headers });
      watched = watch(response.clone(), begun, change);
      return response;
    },
  });
  try {
    await send(client, question);
  } catch (error) {
    change({ error: error instanceof Error ? error.message : String(error) });
  }
  await watched.catch(() => {});
  change({ isBusy: false });
}

async function send(client: ReturnType<typeof createClient>, { operation, input, signal }: Question): Promise<void> {
  const { endpoint } = operation;
  const text = Reflect.get(input, 'file');
  const isForm = endpoint.payload === 'form' && typeof text === 'string';
  const fields = isForm ? { ...input, file: new File([text], 'note.txt', { type: 'text/plain' }) } : input;
  const { events } = endpoint;
  if (events === undefined || Reflect.get(input, 'response_mode') === 'blocking') {
    await client.request(endpoint, fields, { signal });
    return;
  }
  for await (const _ of client.stream({ ...endpoint, events }, fields, { signal, onWarning: () => {} }));
}

async function watch(response: Response, begun: number, change: (more: Partial<Answer>) => void): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/event-stream') || response.body === null) {
    change({ body: /json|text/.test(type) ? pretty(await response.text()) : `${type || 'No body'}` });
    return;
  }
  const frames: Frame[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of response.body) {
    const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const text of blocks) {
      frames.push({ id: frames.length, name: nameOf(text), atMs: Math.round(performance.now() - begun), text });
    }
    change({ frames: frames.slice() });
  }
}

function nameOf(frame: string): string {
  if (frame.startsWith('event:')) return frame.slice(6).trim();
  return /"event"\s*:\s*"([\w-]+)"/.exec(frame)?.[1] ?? 'text';
}

/** JSON set in lines; any other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
