import { connect, isMain } from './connect.mjs';

/**
 * Talks to a chat app: whole answers, answers as they are written, a conversation that goes on, a stop, a rating.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  // The whole answer in one piece. `conversation_id` leads on from here.
  const first = await dify.chat.send({ query: 'What are the torque values from 2025?' });
  console.log(`Answer: ${first.answer}`);

  // The same conversation, the answer as it is written: each time the whole text so far.
  const { conversation_id } = first;
  const stream = dify.chat.stream({ query: 'And how often do I check the axle?', conversation_id });
  let shown = '';
  for await (const text of stream.text()) {
    process.stdout.write(text.slice(shown.length));
    shown = text;
  }
  const { sources, usage, message_id = '' } = await stream.final();
  const pages = new Set(sources.map(({ document_name }) => document_name));
  console.log(`\nSources: ${[...pages].join(', ')}`);
  console.log(`Tokens: ${usage?.total_tokens}`);

  // Every event, and a stop: `break` alone only closes the connection, Dify would write on.
  for await (const event of dify.chat.stream({ query: 'Tell me about batteries', conversation_id })) {
    if (event.event !== 'message' || event.task_id === undefined) continue;
    await dify.chat.stop({ task_id: event.task_id });
    console.log(`Stopped after: ${event.answer}`);
    break;
  }

  const { data: questions } = await dify.messages.suggested({ message_id });
  console.log(`Next: ${questions.join(' | ')}`);

  await dify.messages.feedback({ message_id, rating: 'like', content: 'Short and right.' });
  console.log('Rated.');
}

if (isMain(import.meta)) await main(connect('support'));
