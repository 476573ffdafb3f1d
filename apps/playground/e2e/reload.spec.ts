import { expect, type Page } from '@playwright/test';
import { test } from './visitor.ts';

test.beforeEach(async ({ request }) => {
  await request.post('/api/playground/named-faults', { data: 'slow=60' });
});

test.afterEach(async ({ request }) => {
  await request.post('/api/playground/named-faults', { data: 'slow=0' });
});

const answers = (page: Page) => page.locator('[data-role="assistant"]');
const prose = (page: Page) => answers(page).last().locator('[data-dify="prose"]');

async function ask(page: Page) {
  await page.getByRole('button', { name: 'Ask a long question' }).click();
  await expect(prose(page)).toHaveText(/\S.{12}/s);
}

/** Counts what a page sends to be answered. */
function countSends(page: Page) {
  let sends = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/chat-messages')) sends += 1;
  });
  return () => sends;
}

async function whole(page: Page) {
  const result = page.locator('.break-it-verdict');
  await expect(result).toContainText('last answercomplete', { timeout: 40_000 });
  await expect(result).toContainText('asked at Difyonce');
  await expect(result).toContainText('text equal to the stored answeryes');
  await expect(page.locator('[data-role="user"]')).toHaveCount(1);
  await expect(answers(page)).toHaveCount(1);
}

test('an answer goes on filling after the page was reloaded in the middle, twice', async ({ page }) => {
  const sends = countSends(page);
  await page.goto('/#/break-it');
  await ask(page);
  const question = (await page.locator('[data-role="user"]').textContent()) ?? '';
  await page.reload();
  await expect(page.locator('[data-role="user"]')).toHaveText(question);
  await expect(prose(page)).toHaveText(/\S.{12}/s);
  await expect(answers(page).last()).toHaveAttribute('aria-busy', 'true');
  await page.reload();
  await expect(prose(page)).toHaveText(/\S.{12}/s);
  await whole(page);
  expect(sends()).toBe(1);
});

test('a reload before the first word finds the answer all the same', async ({ page }) => {
  const sends = countSends(page);
  await page.goto('/#/break-it');
  const headers = page.waitForResponse((response) => response.url().endsWith('/chat-messages'));
  await page.getByRole('button', { name: 'Ask a long question' }).click();
  await headers;
  await page.reload();
  await whole(page);
  expect(sends()).toBe(1);
});

test('a second tab shows the conversation and its running answer', async ({ page, context }) => {
  const sends = countSends(page);
  await page.goto('/#/break-it');
  await ask(page);
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Open a second tab' }).click();
  const second = await opened;
  const secondSends = countSends(second);
  await expect(prose(second)).toHaveText(/\S.{12}/s);
  await expect(answers(second).last()).toHaveAttribute('aria-busy', 'true');
  await Promise.all([whole(page), whole(second)]);
  expect(sends() + secondSends()).toBe(1);
});

test('a draft is there again after a reload, in its own conversation', async ({ page, visitor }) => {
  await visitor.open();
  await page.getByRole('textbox', { name: 'Message' }).fill('Half a question');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('Half a question');
});

test('an answer is whole when the lid of the laptop was closed for an hour', async ({ page }) => {
  await page.clock.install();
  const sends = countSends(page);
  await page.goto('/#/break-it');
  await ask(page);
  await page.clock.fastForward('01:00:00');
  await whole(page);
  expect(sends()).toBe(1);
});

test('an answer is whole when the network was away', async ({ page, context }) => {
  const sends = countSends(page);
  await page.goto('/#/break-it');
  await ask(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Cut now' }).click();
  await expect(answers(page)).toContainText('Connection lost, getting the rest');
  await page.waitForTimeout(2000);
  await context.setOffline(false);
  await whole(page);
  expect(sends()).toBe(1);
});
