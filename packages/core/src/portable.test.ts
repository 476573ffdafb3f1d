import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build, defaultServerConditions } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { events, json, scriptedDify } from './testing/scripted-dify.ts';
import { answer, answerText, ids } from './testing/streams.ts';

type Core = typeof import('./index.ts');

/**
 * What every server runtime for the web has, and nothing else: no `process`, no `Buffer`, no `require`, no document.
 *
 * @see https://min-common-api.proposal.wintertc.org/
 */
const minimumCommon = [
  ...['AbortController', 'AbortSignal', 'Blob', 'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'DOMException'],
  ...['Event', 'EventTarget', 'File', 'FormData', 'Headers', 'ReadableStream', 'Request', 'Response', 'TextDecoder'],
  ...['TextDecoderStream', 'TextEncoder', 'TextEncoderStream', 'TransformStream', 'URL', 'URLSearchParams'],
  ...['WritableStream', 'atob', 'btoa', 'clearInterval', 'clearTimeout', 'console', 'crypto', 'performance'],
  ...['queueMicrotask', 'setInterval', 'setTimeout', 'structuredClone'],
] as const;

/** The name that a runtime gives itself; a bare one has none. */
const runtimes = [undefined, 'Cloudflare-Workers', 'Deno/2.9.6', 'Bun/1.4.5', 'Node.js/20'];

let bundle = '';

/** Loads the bundle where nothing but the common globals exist, and where text cannot be made into code. */
function coreIn(runtime: string | undefined, fetch: typeof globalThis.fetch): Core {
  const globals: Record<string, unknown> = { fetch };
  for (const name of minimumCommon) globals[name] = Reflect.get(globalThis, name);
  if (runtime !== undefined) globals.navigator = { userAgent: runtime };
  globals.self = globals;
  const context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
  return vm.runInContext(`${bundle}; core`, context);
}

beforeAll(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@dify-oapi/source', ...defaultServerConditions] },
    build: {
      write: false,
      minify: false,
      lib: { entry: fileURLToPath(new URL('./index.ts', import.meta.url)), name: 'core', formats: ['iife'] },
    },
  });
  const [output] = [result].flat();
  if (output === undefined || !('output' in output)) throw new TypeError('The bundler answered no bundle.');
  bundle = output.output[0].code;
});

describe.each(runtimes)('a runtime that calls itself %s', (runtime) => {
  const key = { baseURL: 'http://dify.test/v1', apiKey: 'app-1', user: 'u1' };

  it('streams a chat through its own fetch', async () => {
    const server = scriptedDify({ 'POST /v1/chat-messages': () => events(answer) });
    const { createDify } = coreIn(runtime, server.fetch);
    let text = '';
    for await (const event of createDify(key).chat.stream({ query: 'Torque?' })) {
      if (event.event === 'message') text += event.answer;
    }
    expect(text).toBe(answerText);
    expect(server.calls[0]?.body).toMatchObject({ query: 'Torque?', user: 'u1', response_mode: 'streaming' });
  });

  it('leaves a stream early, and reads a typed error', async () => {
    const server = scriptedDify({
      'POST /v1/chat-messages': () => events(answer),
      'GET /v1/messages': () => json(404, { code: 'not_found', message: 'Conversation Not Exists.', status: 404 }),
    });
    const { createDify, NotFoundError } = coreIn(runtime, server.fetch);
    const dify = createDify(key);
    for await (const event of dify.chat.stream({ query: 'Torque?' })) {
      expect(event.event).toBe('message');
      break;
    }
    const list = dify.messages.list({ conversation_id: ids.conversation_id });
    await expect(list).rejects.toSatisfy((error) => error instanceof NotFoundError && error.code === 'not_found');
  });

  it('uploads a file as a form', async () => {
    const forms: unknown[] = [];
    const { createDify } = coreIn(runtime, async (_, init) => {
      forms.push((await new Response(init?.body, init).formData()).get('file'));
      return json(201, { id: ids.message_id, name: 'a.txt', size: 5, extension: 'txt', mime_type: 'text/plain' });
    });
    const file = new File(['Hello'], 'a.txt', { type: 'text/plain' });
    const uploaded = await createDify(key).files.upload({ file });
    expect(uploaded.id).toBe(ids.message_id);
    expect(forms).toEqual([expect.objectContaining({ name: 'a.txt', size: 5 })]);
  });
});
