import { cuttableLine } from './cuttable-line.ts';
import { expect, test } from './visitor.ts';

const question = 'How do I store the battery in winter?';

test('a connection lost in mid-answer keeps what was there, and the question can be asked again', async ({
  visitor,
  page,
}) => {
  const line = await cuttableLine(5183);
  await page.goto(`${line.url}/#/chat`);
  await visitor.ask(question);
  await visitor.midAnswer();
  line.cut();
  const answer = visitor.answers.last();
  await expect(answer.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(visitor.prose).toHaveText(/\S.{12}/s);
  line.mend();
  await answer.getByRole('button', { name: 'Try again' }).click();
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
  line.close();
});

test('a question asked offline is kept and asked again', async ({ visitor, context }) => {
  await visitor.open();
  await context.setOffline(true);
  await visitor.ask(question);
  await expect(visitor.answers.last()).toContainText('the connection is down');
  await context.setOffline(false);
  await visitor.answers.last().getByRole('button', { name: 'Try again' }).click();
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.prose).toContainText(/battery/i);
});
