import { build } from '@dify-oapi/core';
import { chat, conversations } from '@dify-oapi/core/endpoints';
import { connect, isMain } from './connect.mjs';

/**
 * Builds requests field by field. An editor offers the fields that are still open, and `send` when nothing is missing.
 *
 * @param {import('@dify-oapi/core').DifyClient} client any client; one of `createClient` keeps a bundle small
 */
export async function main(client) {
  const question = build(chat.send).query('What are the torque values from 2025?').user('u-42');
  console.log(`Input: ${JSON.stringify(question.input())}`);

  const { answer, conversation_id } = await question.send(client);
  console.log(`Answer: ${answer.length} characters`);

  const { text } = await question.conversation_id(conversation_id).stream(client).final();
  console.log(`Streamed: ${text.length} characters`);

  const { data } = await build(conversations.list).user('u-42').limit(5).send(client);
  console.log(`Conversations: ${data.length}`);
}

if (isMain(import.meta)) await main(connect('support'));
