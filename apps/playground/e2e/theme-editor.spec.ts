import { expect, test } from './visitor.ts';

test('a colour that is chosen shows in the chat, in the address and in the CSS', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#/theme-editor');
  const light = page.getByRole('region', { name: 'Preview, light' });
  await expect(light.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible();
  const accent = () => light.evaluate((pane) => getComputedStyle(pane).getPropertyValue('--dify-accent').trim());
  const before = await accent();

  await page.getByRole('textbox', { name: 'Own colour' }).fill('#ff6a00');
  await expect.poll(accent).toBe('#ff6a00');
  expect(before).not.toBe('#ff6a00');
  await expect(page.getByRole('region', { name: 'theme.css' })).toContainText('--dify-accent: #ff6a00;');
  expect(page.url()).toContain('accent=%23ff6a00');

  await page.getByRole('button', { name: 'Copy theme.css' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('--dify-accent: #ff6a00;');

  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Own colour' })).toHaveValue('#ff6a00');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(accent).toBe(before);
});

test('a theme that ships is a start, and every pair of its colours is measured', async ({ page }) => {
  await page.goto('/#/theme-editor');
  await page.getByRole('combobox', { name: 'Start from' }).selectOption('Pebble');
  await expect(page.getByRole('region', { name: 'theme.css' })).toContainText('themes/pebble.css');
  await expect(page.getByRole('status').filter({ hasText: 'pairs pass AA' })).toBeVisible();
  await page.getByRole('slider', { name: 'Corners' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('region', { name: 'theme.css' })).toContainText('--dify-radius-scale: 0;');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'theme.css' })).not.toContainText('--dify-radius-scale');
});

test('other seeds and the site settings of the app are starts too', async ({ page }) => {
  await page.goto('/#/theme-editor');
  const css = page.getByRole('region', { name: 'theme.css' });
  await page.getByRole('button', { name: 'Start from Yellow, grey, square' }).click();
  await expect(css).toContainText('--dify-accent: #ffd400;');
  await expect(css).toContainText('--dify-radius-scale: 0;');
  await page.getByRole('combobox', { name: 'Start from' }).selectOption('The app’s own site settings');
  await expect(css).toContainText('--dify-accent: #1C232B;');
  await expect(css).not.toContainText('--dify-radius-scale');
  await page.getByRole('combobox', { name: 'Start from' }).selectOption('Default');
  await expect(css).not.toContainText('--dify-accent');
});
