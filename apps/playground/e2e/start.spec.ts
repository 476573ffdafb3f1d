import { expect, test } from './visitor.ts';

test('npm start serves a chat that answers', async ({ visitor }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});
