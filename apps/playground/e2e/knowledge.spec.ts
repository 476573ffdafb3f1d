import type { Page } from '@playwright/test';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './visitor.ts';

const file = {
  name: 'garage.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('The spare key hangs behind the blue helmet.'),
};

/** Presses Tab until the named control has the focus. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const control = page.getByRole(role, { name, exact: true });
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

for (const width of [1280, 390]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 900 } });

    test('a knowledge base is made, filled, searched and deleted by keyboard', async ({ page }) => {
      const name = `Garage ${width} ${Date.now()}`;
      const documents = page.getByRole('list', { name: 'Documents' });
      await page.goto('/#/knowledge-hooks');
      await expect(page.getByRole('heading', { name: 'Knowledge hooks' })).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);

      await tabTo(page, 'textbox', 'Name');
      await page.keyboard.type(name);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name })).toBeVisible();

      await page.getByLabel('Add files').setInputFiles(file);
      await expect(page.getByRole('list', { name: 'Uploads' })).toContainText('garage.txt indexed');
      await expect(documents).toContainText('garage.txt available');

      await tabTo(page, 'textbox', 'Query');
      await page.keyboard.type('spare key');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('list', { name: 'Passages' })).toContainText('behind the blue helmet');
      await expect(page.getByRole('status')).toContainText('1 found');
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

      await page.getByRole('button', { name: 'Disable garage.txt' }).focus();
      await page.keyboard.press('Enter');
      await expect(documents).toContainText('garage.txt disabled');
      await page.getByRole('button', { name: 'Delete garage.txt' }).focus();
      await page.keyboard.press('Enter');
      await expect(documents).not.toContainText('garage.txt');

      await page.getByRole('button', { name: 'Delete knowledge base' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Delete with all documents' }).focus();
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name })).toBeHidden();
      await expect(page.getByRole('heading', { name: 'Knowledge bases' })).toBeFocused();
    });
  });
}

test('a dropped file goes into the knowledge base', async ({ page }) => {
  const name = `Dropped ${Date.now()}`;
  await page.goto('/#/knowledge-hooks');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['The pump stands on the shelf.'], 'drop.txt', { type: 'text/plain' }));
    return transfer;
  });
  for (const type of ['dragover', 'drop']) {
    await page.locator('.own-uploads').dispatchEvent(type, { dataTransfer: data });
  }
  await expect(page.getByRole('list', { name: 'Uploads' })).toContainText('drop.txt indexed');
});

test('the server passes on what the hooks ask, and nothing else', async ({ page, request }) => {
  await page.goto('/#/knowledge-hooks');
  const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
    request.fetch(`/api/dify/knowledge${path}`, init).then((response) => response.status());
  expect(await ask('/datasets')).toBe(200);
  expect(await ask('/info')).toBe(404);
  expect(await ask('/datasets/..%2Finfo')).toBe(400);
  expect(await ask('/datasets', { method: 'POST' })).toBe(403);
  expect(await ask('/datasets', { headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403);
});
