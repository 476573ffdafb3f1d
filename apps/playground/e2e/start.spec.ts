import { expect, test } from './visitor.ts';

test('npm start serves a chat that answers', async ({ page, visitor }) => {
  test.setTimeout(150_000);
  // A cold server may find a dependency only when the first page asks for it, and then wants the page to be loaded again.
  await expect(async () => {
    await page.goto('about:blank');
    await visitor.open();
  }).toPass({ timeout: 120_000 });
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});
