import { axeFindings } from './axe-findings.ts';
import { expect, test } from './visitor.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('axe finds nothing on the welcome page', async ({ visitor, page }) => {
        await visitor.open();
        expect(await axeFindings(page)).toEqual([]);
      });

      test('axe finds nothing while an answer streams, when it is there, and in its source', async ({
        visitor,
        page,
      }) => {
        await visitor.open();
        await visitor.ask('How do I store the battery in winter?');
        await visitor.midAnswer();
        expect(await axeFindings(page)).toEqual([]);
        await visitor.answered();
        expect(await axeFindings(page)).toEqual([]);
        await visitor.prose
          .getByRole('button', { name: /^Source 1: / })
          .first()
          .click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });

      test('axe finds nothing on the page that is there to be broken', async ({ page }) => {
        await page.goto('/#/break-it');
        await page.getByRole('button', { name: 'Silence', exact: true }).click();
        await page.getByRole('button', { name: 'Silence', exact: true }).click();
        await expect(page.getByRole('region', { name: 'What happened' })).toContainText('The line speaks again');
        await expect(page.getByRole('button', { name: 'Answer 500' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });

      test('axe finds nothing on the page of hooks', async ({ page }) => {
        await page.goto('/#/use-chat-stream');
        await expect(page.getByRole('switch', { name: 'Slow network' })).toBeVisible();
        expect(await axeFindings(page)).toEqual([]);
      });
    });
  }
}
