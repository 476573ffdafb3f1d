import { axeFindings } from './axe-findings.ts';
import { expect, test } from './visitor.ts';

test('a question to the demo streams events, and the log shows the request', async ({ page }) => {
  await page.goto('/#/emulator');
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
  await page.getByRole('textbox', { name: 'Input' }).press('Control+Enter');
  await expect(page.getByRole('list', { name: 'Events' })).toContainText('message_end', { timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Event log' })).toContainText('/v1/chat-messages');
});

test('a 429 shows in the answer and in the log', async ({ page }) => {
  await page.goto('/#/emulator');
  await page.getByRole('switch', { name: 'Refuse with 429' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { name: 'Answer 429' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Event log' })).toContainText('status=429');
});

test('a snapshot is downloaded, and bad JSON is told beside its field', async ({ page }) => {
  await page.goto('/#/emulator');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download snapshot' }).click();
  expect((await download).suggestedFilename()).toBe('emulator-snapshot.json');
  await page.getByRole('textbox', { name: 'Input' }).fill('{');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toContainText('This is no JSON');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('axe finds nothing on the page of the emulator', async ({ page }) => {
        await page.goto('/#/emulator');
        await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
