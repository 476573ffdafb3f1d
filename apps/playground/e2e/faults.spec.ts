import type { APIRequestContext } from '@playwright/test';
import { type Faults, noFaults } from '../src/playground-state.ts';
import { expect, leapUntil, test } from './visitor.ts';

const question = 'How do I store the battery in winter?';

async function setFaults(request: APIRequestContext, faults: Partial<Faults>) {
  const response = await request.post('/api/playground/faults', { data: { ...noFaults, ...faults } });
  expect(response.ok()).toBe(true);
}

test.afterEach(({ request }) => setFaults(request, {}));

const refusals = [
  // What Dify says of the key concerns whoever runs the site, not the visitor.
  { status: '401', words: /server failed/i, way: 'Try again' },
  { status: '403', words: /server failed/i, way: 'Try again' },
  { status: '404', words: /conversation is gone/i, way: 'New conversation' },
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

test('a question that was too much at once is asked again by itself', async ({ visitor, request }) => {
  await visitor.open();
  await setFaults(request, { nextAnswer: '429' });
  await visitor.ask(question);
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.prose).toContainText(/battery/i);
});

test('an answer that Dify lost keeps its text, and the question is asked again in its place', async ({
  visitor,
  request,
}) => {
  await visitor.page.clock.install();
  await visitor.open();
  await setFaults(request, { cut: true });
  await visitor.ask(question);
  const answer = visitor.answers.last();
  await expect(answer).toContainText('Connection lost, getting the rest');
  await leapUntil(visitor.page, answer, 'The answer broke off');
  await expect(visitor.prose).toHaveText(/\S/);
  await expect(answer.getByRole('button', { name: 'Check again' })).toBeVisible();
  await answer.getByText('Ask again').click();
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.answers).toHaveCount(1);
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});

test('a broken line in the stream harms nothing', async ({ visitor, request }) => {
  await visitor.open();
  await setFaults(request, { nextAnswer: 'malformed' });
  await visitor.ask(question);
  await visitor.answered();
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});

test('every third request meets the rate limit when it is on', async ({ visitor, request }) => {
  await visitor.open();
  await setFaults(request, { rateLimit: true });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count++) {
    statuses.push((await visitor.page.request.get('/api/dify/support/meta')).status());
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test('a page of another origin cannot switch faults', async ({ request }) => {
  const response = await request.post('/api/playground/faults', {
    data: { ...noFaults, rateLimit: true },
    headers: { origin: 'https://example.org' },
  });
  expect(response.status()).toBe(403);
});

test('the faults panel cuts the next answer once, and the network panel shows it', async ({ page }) => {
  await page.clock.install();
  await page.goto('/#/use-chat-stream');
  const cut = page.getByRole('switch', { name: 'Cut the connection' });
  await cut.click();
  await expect(cut).toBeChecked();
  await page.getByRole('textbox', { name: 'Message' }).fill(question);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('region', { name: 'Network' }).getByText('error', { exact: true })).toBeVisible();
  await expect(cut).not.toBeChecked();
  await leapUntil(page, page.getByRole('alert'), 'The answer broke off');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^\[1\] /).last()).toBeVisible();
});
