import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, test } from './visitor.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the page, in a form that a failed test can print. */
async function findings(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const results = await page.evaluate(
    (values): Promise<AxeResults> => Reflect.get(window, 'axe').run({ runOnly: { type: 'tag', values } }),
    tags,
  );
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('axe finds nothing on the welcome page', async ({ visitor, page }) => {
        await visitor.open();
        expect(await findings(page)).toEqual([]);
      });

      test('axe finds nothing while an answer streams, when it is there, and in its source', async ({
        visitor,
        page,
      }) => {
        await visitor.open();
        await visitor.ask('How do I store the battery in winter?');
        await visitor.midAnswer();
        expect(await findings(page)).toEqual([]);
        await visitor.answered();
        expect(await findings(page)).toEqual([]);
        await visitor.prose
          .getByRole('button', { name: /^Source 1: / })
          .first()
          .click();
        await expect(page.getByRole('dialog')).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });

      test('axe finds nothing on the page of hooks', async ({ page }) => {
        await page.goto('/#/use-chat-stream');
        await expect(page.getByRole('switch', { name: 'Slow network' })).toBeVisible();
        expect(await findings(page)).toEqual([]);
      });
    });
  }
}
