import { cuttableLine } from './cuttable-line.ts';
import { expect, test } from './visitor.ts';

const question = 'How do I store the battery in winter?';

test('an answer whose connection breaks off is fetched to its end, and nothing is asked twice', async ({
  visitor,
  page,
  baseURL,
}) => {
  const line = await cuttableLine(Number(new URL(baseURL ?? '').port));
  await page.goto(`${line.url}/#/chat`);
  await visitor.ask(question);
  await visitor.midAnswer();
  let sends = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/chat-messages')) sends += 1;
  });
  line.cut();
  await expect(visitor.answers.last()).toContainText('Connection lost, getting the rest');
  const early = await visitor.text();
  expect(early.length).toBeGreaterThan(12);
  line.mend();
  await visitor.answered();
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
  expect((await visitor.text()).length).toBeGreaterThan(early.length);
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.answers).toHaveCount(1);
  expect(sends).toBe(0);
  line.close();
});

test('a question asked offline is sent by itself as soon as there is a network', async ({ visitor, context }) => {
  await visitor.open();
  await context.setOffline(true);
  await visitor.ask(question);
  await expect(visitor.answers.last()).toContainText('Connection lost');
  await context.setOffline(false);
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.prose).toContainText(/battery/i);
});
