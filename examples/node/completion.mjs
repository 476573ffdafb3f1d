import { connect, isMain } from './connect.mjs';

/**
 * Has a text generator write: the whole text, then as it is written.
 *
 * @param {import('@dify-oapi/core').Dify} dify
 */
export async function main(dify) {
  // The values of the app's form. `app.parameters()` says which fields it has.
  const { user_input_form } = await dify.app.parameters();
  console.log(`Fields: ${JSON.stringify(user_input_form)}`);

  const { answer } = await dify.completion.send({ inputs: { query: 'the Strand 2' } });
  console.log(`Text: ${answer}`);

  let shown = '';
  for await (const text of dify.completion.stream({ inputs: { query: 'the Last 1' } }).text()) {
    process.stdout.write(text.slice(shown.length));
    shown = text;
  }
  process.stdout.write('\n');
}

if (isMain(import.meta)) await main(connect('writer'));
