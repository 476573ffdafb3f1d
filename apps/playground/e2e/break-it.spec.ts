import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { noFaults } from '../src/playground-state.ts';
import { test } from './visitor.ts';

/** Slow enough to be broken in the middle. */
async function slowAnswers(request: APIRequestContext, ms: number) {
  const response = await request.post('/api/playground/named-faults', { data: `slow=${ms}` });
  expect(response.ok()).toBe(true);
}

test.beforeEach(async ({ request, page }) => {
  await slowAnswers(request, 40);
  await page.goto('/#/break-it');
});

test.afterEach(async ({ request }) => {
  await slowAnswers(request, 0);
  await request.post('/api/playground/faults', { data: noFaults });
});

const result = (page: Page) => page.locator('.break-it-verdict');
const journal = (page: Page) => page.getByRole('region', { name: 'What happened' });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Asks, and waits until some of the answer stands there. */
async function askAndWait(page: Page) {
  await press(page, 'Ask a long question');
  await expect(page.locator('[data-role="assistant"] [data-dify="prose"]').last()).toHaveText(/\S.{12}/s);
}

/** The whole answer, and one question at Dify. */
async function healed(page: Page) {
  await expect(result(page)).toContainText("status'ready'", { timeout: 40_000 });
  await expect(result(page)).toContainText('last answercomplete', { timeout: 40_000 });
  await expect(result(page)).toContainText('asked at Difyonce');
  await expect(result(page)).toContainText('text equal to the stored answeryes');
  await expect(page.locator('[data-role="user"]')).toHaveCount(1);
  await expect(page.locator('[data-role="assistant"]')).toHaveCount(1);
}

const faults: readonly { title: string; act: (page: Page) => Promise<void>; told: RegExp }[] = [
  { title: 'a cut', act: (page) => press(page, 'Cut now'), told: /Getting the rest after event \d+/ },
  {
    title: 'a cut, twice',
    async act(page) {
      await press(page, 'Cut now');
      await expect(journal(page)).toContainText(/Getting the rest after event/);
      await page.waitForTimeout(700);
      await press(page, 'Cut now');
    },
    told: /Connection lost after event/,
  },
  {
    title: 'a time offline',
    async act(page) {
      await press(page, 'Offline');
      await expect(page.locator('[data-role="assistant"]')).toContainText('Connection lost, getting the rest');
      await page.waitForTimeout(1500);
      await press(page, 'Offline');
    },
    told: /Online again/,
  },
  {
    title: 'a slow line',
    act: (page) => press(page, 'Slow').then(() => press(page, 'Slow')),
    told: /The line is slow/,
  },
  {
    title: 'a silence',
    async act(page) {
      await press(page, 'Silence');
      await page.waitForTimeout(1000);
      await press(page, 'Silence');
    },
    told: /The line speaks again/,
  },
  {
    title: 'a line that is no event',
    act: (page) => press(page, 'A broken line').then(() => undefined),
    told: /no event/,
  },
  { title: 'an event that comes twice', act: (page) => press(page, 'The same event twice'), told: /comes in twice/ },
];

for (const { title, act, told } of faults) {
  test(`an answer survives ${title}`, async ({ page }) => {
    await askAndWait(page);
    await act(page);
    await healed(page);
    await expect(journal(page)).toContainText(told);
  });
}

test('a question whose headers get lost is sent again with the same key, and asked once', async ({ page }) => {
  await press(page, 'Lose the next headers');
  await press(page, 'Ask a long question');
  await healed(page);
  await expect(journal(page)).toContainText('Sent again, same key');
});

test('a question that was too much at once is asked again by itself', async ({ page }) => {
  await press(page, 'Answer 429');
  await press(page, 'Ask a long question');
  await healed(page);
});

test('an answer that is stopped keeps its text, and the server is told once', async ({ page }) => {
  await askAndWait(page);
  const stops: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/stop')) stops.push(request.url());
  });
  await page.getByRole('region', { name: 'Demo' }).getByRole('button', { name: 'Stop' }).click();
  await expect(page.locator('[data-role="assistant"]')).toContainText('You stopped this answer');
  await expect(page.locator('[data-dify="prose"]').last()).toHaveText(/\S.{12}/s);
  await expect(result(page)).toContainText('last answerstopped by you');
  expect(stops).toHaveLength(1);
});

for (const { name, words } of [
  { name: 'Answer 500', words: /server failed/i },
  { name: 'An error event', words: /No answer|failed/ },
]) {
  test(`the fault "${name}" at Dify is told in plain words, and asking again heals it`, async ({ page }) => {
    await press(page, name);
    await press(page, 'Ask a long question');
    const answer = page.locator('[data-role="assistant"]').last();
    await expect(answer).toContainText(words);
    await answer.getByRole('button', { name: 'Try again' }).click();
    await expect(result(page)).toContainText('last answercomplete', { timeout: 40_000 });
    await expect(result(page)).toContainText('text equal to the stored answeryes');
  });
}
