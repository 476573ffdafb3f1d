import { connect, isMain } from './connect.mjs';

/**
 * Reads what was said: conversations and messages, page by page without counting pages.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  const { conversation_id } = await dify.chat.send({ query: 'How do I prepare the battery for winter?' });
  await dify.chat.send({ query: 'And the tyres?', conversation_id });
  await dify.chat.send({ query: 'Is my battery still under warranty?' });

  // A loop reads every page; `await` reads one.
  for await (const { name } of dify.conversations.list()) console.log(`Conversation: ${name}`);
  const page = await dify.conversations.list({ limit: 1, sort_by: 'created_at' });
  console.log(`First page: ${page.data.length}`);

  // Messages come newest first in a loop, for the list goes back in time.
  for await (const { query, answer } of dify.messages.list({ conversation_id })) {
    console.log(`${query} → ${answer.length} characters`);
  }

  const renamed = await dify.conversations.rename({ conversation_id, name: 'Winter' });
  console.log(`Renamed: ${renamed.name}`);

  await dify.conversations.delete({ conversation_id });
  const { data } = await dify.conversations.list();
  console.log(`Left: ${data.length}`);
}

if (isMain(import.meta)) await main(connect('support'));
