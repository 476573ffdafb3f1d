import {
  AbortError,
  APIError,
  ConnectionError,
  createDify,
  DifyError,
  NotFoundError,
  TimeoutError,
} from '@dify-oapi/core';
import { connect, isMain } from './connect.mjs';

/**
 * What goes wrong, and what the client does about it.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  // Every error is a DifyError. Its class and `code` are there to switch on, its `hint` says what to do.
  try {
    await dify.messages.list({ conversation_id: '00000000-0000-4000-8000-000000000000' });
  } catch (error) {
    if (error instanceof NotFoundError) console.log(`${error.name} ${error.status} ${error.code}: ${error.reason}`);
    else throw error;
  }

  // An input that cannot be right is refused before it is sent.
  console.log(await outcome(dify.conversations.list({ limit: 500 })));

  // A read is tried again when that can help, after as long as the server asks for. A message is never sent twice.
  let calls = 0;
  const busy = createDify({
    baseURL: 'http://busy/v1',
    apiKey: 'app-1',
    user: 'examples',
    logger: { info: (message) => console.log(`Log: ${message}`) },
    onResponse: (response, facts) => console.log(`${facts['url.template']} answered ${response.status}`),
    fetch: async () => (++calls === 1 ? new Response('', { status: 429, headers: { 'retry-after': '0.01' } }) : info()),
  });
  console.log(`Name: ${(await busy.app.info()).name}, after ${calls} calls`);

  // A limit of time, and a caller who has changed their mind.
  const silent = createDify({ baseURL: 'http://silent/v1', apiKey: 'app-1', user: 'examples', fetch: neverAnswers });
  console.log(await outcome(silent.app.info({}, { timeout: 20, maxRetries: 0 })));
  const controller = new AbortController();
  const sending = silent.chat.send({ query: 'Hi' }, { signal: controller.signal });
  controller.abort();
  console.log(await outcome(sending));
}

/** @param {Promise<unknown>} call */
async function outcome(call) {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AbortError) return 'Taken back.';
    if (error instanceof TimeoutError) return `Too slow, waiting for the ${error.phase}.`;
    if (error instanceof ConnectionError) return 'No connection.';
    if (error instanceof APIError) return `Refused with ${error.status}.`;
    if (error instanceof DifyError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const info = () => Response.json({ name: 'Help', description: '', tags: [], mode: 'chat', author_name: '' });

/** @type {typeof fetch} */
const neverAnswers = (_, init) =>
  new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));

if (isMain(import.meta)) await main(connect('support'));
