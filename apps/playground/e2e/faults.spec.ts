import type { APIRequestContext } from '@playwright/test';
import { type Faults, noFaults } from '../src/playground-state.ts';
import { expect, test } from './visitor.ts';

const question = 'How do I store the battery in winter?';

async function setFaults(request: APIRequestContext, faults: Partial<Faults>) {
  const response = await request.post('/api/playground/faults', { data: { ...noFaults, ...faults } });
  expect(response.ok()).toBe(true);
}

test.afterEach(({ request }) => setFaults(request, {}));

const refusals = [
  { status: '401', words: /signed out|key|server/i, way: 'Try again' },
  { status: '403', words: /may not be used/i, way: null },
  { status: '404', words: /conversation is gone/i, way: 'New conversation' },
  { status: '429', words: /too many questions/i, way: 'Try again' },
  { status: '500', words: /server failed/i, way: 'Try again' },
] as const;

for (const { status, words, way } of refusals) {
  test(`an answer of ${status} is told in a plain sentence, with the way on`, async ({ visitor, request }) => {
    await visitor.open();
    await setFaults(request, { nextAnswer: status });
    await visitor.ask(question);
    const alert = visitor.answers.last();
    await expect(alert).toContainText(words);
    await expect(alert).not.toContainText(/\b[45]\d\d\b|undefined|\[object|Error:/);
    await expect(visitor.questions).toContainText(question);
    if (way === null) return;
    await alert.getByRole('button', { name: way }).click();
    if (way === 'New conversation') {
      await expect(visitor.questions).toHaveCount(0);
      return;
    }
    await visitor.answered();
    await expect(visitor.questions).toHaveCount(1);
    await expect(visitor.prose).toContainText(/battery/i);
  });
}

test('an answer that is cut keeps its text, and the question is asked again in its place', async ({
  visitor,
  request,
}) => {
  await visitor.open();
  await setFaults(request, { cut: true });
  await visitor.ask(question);
  const answer = visitor.answers.last();
  await expect(answer).toContainText('The answer broke off');
  await expect(visitor.prose).toHaveText(/\S/);
  await answer.getByRole('button', { name: 'Try again' }).click();
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.answers).toHaveCount(1);
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});

test('going offline in mid-answer loses nothing that was there, and the question can be asked again', async ({
  visitor,
  context,
}) => {
  await visitor.open();
  await visitor.ask(question);
  await visitor.midAnswer();
  await context.setOffline(true);
  const answer = visitor.answers.last();
  await expect(answer.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(visitor.prose).toHaveText(/\S.{12}/s);
  await context.setOffline(false);
  await answer.getByRole('button', { name: 'Try again' }).click();
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
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

test('a broken line in the stream harms nothing', async ({ visitor, request }) => {
  await visitor.open();
  await setFaults(request, { nextAnswer: 'malformed' });
  await visitor.ask(question);
  await visitor.answered();
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});

test('a slow network and a rate limit do not keep the page from opening', async ({ visitor, request }) => {
  await setFaults(request, { slow: true, rateLimit: true });
  await visitor.open();
  await expect(visitor.page.getByText('No conversations yet')).toBeVisible();
});

test('the faults panel cuts the next answer once, and the network panel shows it', async ({ page }) => {
  await page.goto('/#/use-chat-stream');
  const cut = page.getByRole('switch', { name: 'Cut the connection' });
  await cut.click();
  await expect(cut).toBeChecked();
  await page.getByRole('textbox', { name: 'Message' }).fill(question);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('The answer broke off');
  await expect(page.getByRole('region', { name: 'Network' }).getByText('cut', { exact: true })).toBeVisible();
  await expect(cut).not.toBeChecked();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^From /)).toBeVisible();
});
