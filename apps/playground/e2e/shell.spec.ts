import { expect, test } from './visitor.ts';

test('the theme follows the system until one is chosen, which a reload remembers', async ({ visitor, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await visitor.open();
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await scheme();
  await page.getByRole('button', { name: 'Switch to light' }).click();
  expect(await scheme()).not.toBe(dark);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Switch to dark' })).toBeVisible();
  expect(await scheme()).not.toBe(dark);
});

test('the kit speaks Japanese and Chinese', async ({ visitor, page }) => {
  await visitor.open();
  await page.getByRole('button', { name: 'Language and direction' }).click();
  await page.getByRole('radio', { name: '日本語' }).check();
  await expect(page.getByRole('button', { name: 'New conversation' })).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.getByRole('radio', { name: '简体中文' }).check();
  await expect(page.getByRole('button', { name: '新对话' })).toBeVisible();
});

test('the page turns around for right-to-left writing', async ({ visitor, page }) => {
  await visitor.open();
  const nav = page.getByRole('complementary', { name: 'Playground' });
  expect((await nav.boundingBox())?.x).toBe(0);
  await page.getByRole('button', { name: 'Language and direction' }).click();
  await page.getByRole('radio', { name: 'Right to left' }).check();
  expect((await nav.boundingBox())?.x).toBeGreaterThan(1000);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('slash finds a page', async ({ visitor, page }) => {
  await visitor.open();
  await page.getByRole('heading', { name: 'What can we fix today?' }).click();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Find a page' })).toBeFocused();
  await page.keyboard.type('stream');
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('link')).toHaveText(['useChatStream']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'useChatStream' })).toBeVisible();
});

test('slash in a message is a slash', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.field.click();
  await page.keyboard.type('and/or');
  await expect(visitor.field).toHaveValue('and/or');
});

test('an address of no page says so', async ({ page }) => {
  await page.goto('/#/nowhere');
  await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'chat page' }).click();
  await expect(page.getByRole('heading', { name: 'What can we fix today?' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the pages are in a drawer, and nothing is wider than the screen', async ({ visitor, page }) => {
    await visitor.open();
    await page.getByRole('button', { name: 'Pages' }).click();
    const drawer = page.getByRole('dialog', { name: 'Pages' });
    await drawer.getByRole('link', { name: 'useChatStream' }).click();
    await expect(drawer).toBeHidden();
    await expect(page.getByRole('heading', { name: 'useChatStream' })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('an answer with a table stays inside the screen', async ({ visitor, page }) => {
    await visitor.open();
    await visitor.ask('Which torque for which bolt?', 'button');
    await visitor.answered();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('no field is so small that a phone would zoom into it', async ({ visitor, page }) => {
    await visitor.open();
    await visitor.ask('Is my battery still under warranty?', 'button');
    await visitor.answered();
    await page.getByRole('button', { name: 'Search in this conversation' }).click();
    await visitor.questions.last().getByRole('button', { name: 'Edit' }).click();
    const sizes = await page
      .locator('[data-dify-root] :is(input:not([type="file"]), textarea, select)')
      .evaluateAll((fields) => fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16);
  });

  test('the conversations are in a drawer', async ({ visitor, page }) => {
    await visitor.open();
    await visitor.ask('Is my battery still under warranty?', 'button');
    await visitor.answered();
    await page.getByRole('button', { name: 'Show conversations' }).click();
    await expect(page.getByRole('dialog', { name: 'Conversations' })).toContainText(/warranty/);
  });
});
