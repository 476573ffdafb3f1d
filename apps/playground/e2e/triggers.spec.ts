import type { Locator, Page } from '@playwright/test';
import { expect, test, type Visitor } from './visitor.ts';

const commands = (page: Page) => page.getByRole('listbox', { name: 'Commands' });
const mentions = (page: Page) => page.getByRole('listbox', { name: 'Bikes and documents' });

/** Sends what stands in the field by a step of the caller's, and reads the question as it was sent. */
async function expectSent(visitor: Visitor, send: () => Promise<void>, text: string) {
  await send();
  await expect(visitor.questions.last()).toContainText(text);
  await expect(visitor.field).toHaveValue('');
  await visitor.answered();
}

/** Inside the window from edge to edge, so that a thumb reaches all of it. */
async function expectInWindow(page: Page, list: Locator) {
  const box = await list.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  if (box === null) throw new Error('the list has no box');
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  expect(box.y + box.height).toBeLessThanOrEqual(height);
}

test('a command is found and a document mentioned by keyboard alone, and both are in the message', async ({
  visitor,
  page,
}) => {
  await visitor.open();
  await visitor.field.focus();
  await page.keyboard.type('/');
  await expect(commands(page).getByRole('option')).toHaveText([/new/, /table/, /short/]);
  await page.keyboard.type('tab');
  await expect(commands(page).getByRole('option')).toHaveText([/table/]);
  await page.keyboard.press('Enter');
  await expect(commands(page)).toBeHidden();
  await expect(visitor.field).toHaveValue('Show as a table: ');
  await page.keyboard.type('how long does the battery of @');
  await expect(mentions(page).getByRole('option', { name: 'Strand 2' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(mentions(page).getByRole('option', { name: 'Strand 2' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(visitor.field).toHaveValue('Show as a table: how long does the battery of Strand 2 ');
  await expect(visitor.questions).toHaveCount(0);
  await page.keyboard.type('last?');
  const sent = 'Show as a table: how long does the battery of Strand 2 last?';
  await expectSent(visitor, () => page.keyboard.press('Enter'), sent);
  await expect(visitor.field).toBeFocused();
});

test('a command and a mention are chosen by mouse', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.field.click();
  await page.keyboard.type('/');
  await commands(page).getByRole('option', { name: /short/ }).click();
  await expect(visitor.field).toHaveValue('In one sentence: ');
  await expect(visitor.field).toBeFocused();
  await page.keyboard.type('@fje');
  await mentions(page).getByRole('option', { name: 'Fjell 3' }).click();
  await expect(visitor.field).toHaveValue('In one sentence: Fjell 3 ');
  const send = () => page.getByRole('button', { name: 'Send' }).click();
  await expectSent(visitor, send, 'In one sentence: Fjell 3');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a command and a mention are chosen by touch', async ({ visitor, page }) => {
    await visitor.open();
    await visitor.field.tap();
    await page.keyboard.type('/');
    await expect(commands(page)).toBeVisible();
    await expectInWindow(page, commands(page));
    await commands(page).getByRole('option', { name: /short/ }).tap();
    await expect(visitor.field).toHaveValue('In one sentence: ');
    await page.keyboard.type('@str');
    await expectInWindow(page, mentions(page));
    await mentions(page).getByRole('option', { name: 'Strand 2' }).tap();
    await expect(visitor.field).toHaveValue('In one sentence: Strand 2 ');
    const send = () => page.getByRole('button', { name: 'Send' }).tap();
    await expectSent(visitor, send, 'In one sentence: Strand 2');
  });
});
