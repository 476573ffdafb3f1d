import { expect, test } from './visitor.ts';

test('an answer streams in and cites the page that it rests on', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('How do I store the battery in winter?');
  await visitor.midAnswer();
  const early = (await visitor.text()).length;
  await visitor.answered();
  expect((await visitor.text()).length).toBeGreaterThan(early);

  const citation = visitor.prose.getByRole('button', { name: /^Source 1: / }).first();
  await citation.click();
  const passage = page.getByRole('dialog', { name: /^Source 1: / });
  await expect(passage).toContainText(/battery/i);
  await page.keyboard.press('Escape');
  await expect(passage).toBeHidden();
});

test('a starter question is asked by one press', async ({ visitor, page }) => {
  await visitor.open();
  await page.getByRole('list', { name: 'Starter questions' }).getByRole('button').first().click();
  await visitor.answered();
  await expect(visitor.prose).toContainText('E-214');
});

test('a follow-up question is asked by one press', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Which torque for which bolt?');
  await visitor.answered();
  const followUp = page.getByRole('list', { name: 'Follow-up questions' }).getByRole('button').first();
  const question = (await followUp.textContent()) ?? '';
  await followUp.click();
  await expect(visitor.questions).toHaveCount(2);
  await expect(visitor.questions.last()).toContainText(question);
  await visitor.answered();
  await expect(visitor.answers).toHaveCount(2);
});

test('a stopped answer keeps its text, and the next question is answered', async ({ visitor }) => {
  await visitor.open();
  await visitor.ask('How do I store the battery in winter?');
  await visitor.midAnswer();
  await visitor.stopButton.click();
  await expect(visitor.answers.last()).toContainText('You stopped this answer');
  const kept = await visitor.text();
  expect(kept.length).toBeGreaterThan(12);

  await visitor.ask('Which torque for the rear axle bolt?');
  await visitor.answered();
  await expect(visitor.answers).toHaveCount(2);
  await expect(visitor.prose).toContainText(/torque|Nm/i);
  await expect(visitor.answers.first().locator('[data-dify="prose"]')).toHaveText(kept);
});

test('Escape stops an answer', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('How do I store the battery in winter?');
  await visitor.midAnswer();
  await page.keyboard.press('Escape');
  await expect(visitor.answers.last()).toContainText('You stopped this answer');
});

test('a question that the handbook does not answer is said so', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Who won the chess championship of 1972?');
  await visitor.answered();
  await expect(visitor.prose).toHaveText(/\S/);
  await expect(page.getByRole('button', { name: /^Source / })).toHaveCount(0);
});

test('a rating is kept', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  const good = visitor.answers.last().getByRole('button', { name: 'Good answer' });
  const saved = page.waitForResponse(/\/feedbacks$/);
  await good.click();
  await expect(good).toHaveAttribute('aria-pressed', 'true');
  expect((await saved).status()).toBe(200);
  await page.reload();
  await expect(good).toHaveAttribute('aria-pressed', 'true');
});

test('the page says that an emulator answers', async ({ visitor, page }) => {
  await visitor.open();
  await expect(page.getByText('no language model is involved')).toBeVisible();
});
