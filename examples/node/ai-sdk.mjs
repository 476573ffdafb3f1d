import { toUIMessageStreamResponse } from '@dify-oapi/core/ai-sdk';
import { DefaultChatTransport, readUIMessageStream } from 'ai';
import { connect, isMain } from './connect.mjs';

/** A message of the AI SDK, with what the adapter adds. @typedef {import('@dify-oapi/core/ai-sdk').DifyMessageMetadata} Metadata */
/** @typedef {import('ai').UIMessage<Metadata, import('@dify-oapi/core/ai-sdk').DifyDataTypes>} Message */

/**
 * A route that `useChat` of the AI SDK can call: in Next, Hono, Deno, wherever a request is answered with a response.
 * The conversation goes on with the id that the last answer carries.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 * @param {Request} request
 */
export async function answer(dify, request) {
  /** @type {{ messages: Message[] }} */
  const { messages } = JSON.parse(await request.text());
  const conversation_id = messages.findLast(({ role }) => role === 'assistant')?.metadata?.conversation_id ?? '';
  const query =
    messages
      .at(-1)
      ?.parts.map((part) => (part.type === 'text' ? part.text : ''))
      .join('') ?? '';
  return toUIMessageStreamResponse(dify.chat.stream({ query, conversation_id }, { signal: request.signal }));
}

/**
 * Asks the route twice, as `useChat` does.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  /** @type {DefaultChatTransport<Message>} */
  const transport = new DefaultChatTransport({
    api: 'http://localhost/api/chat',
    fetch: (url, init) => answer(dify, new Request(url, init)),
  });
  /** @type {Message[]} */
  const messages = [];
  for (const text of ['What are the torque values from 2025?', 'How often do I check the axle?']) {
    messages.push({ id: crypto.randomUUID(), role: 'user', parts: [{ type: 'text', text }] });
    const asked = { chatId: 'chat-1', messageId: undefined, abortSignal: undefined };
    const stream = await transport.sendMessages({ ...asked, trigger: 'submit-message', messages });
    /** The message as it grows. @type {AsyncIterable<Message>} */
    const growing = readUIMessageStream({ stream });
    /** @type {Message | undefined} */
    let message;
    for await (const next of growing) message = next;
    if (message === undefined) continue;
    messages.push(message);
    const { metadata, parts } = message;
    console.log(`${text} → ${parts.map(({ type }) => type).join(', ')}; ${metadata?.status}`);
  }
  const { data } = await dify.conversations.list();
  console.log(`Conversations: ${data.length}`);
}

if (isMain(import.meta)) await main(connect('support'));
