import { expect, test } from './visitor.ts';

test('a reload comes back to the open conversation', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  await expect(page).toHaveURL(/#\/chat\/[0-9a-f-]{36}$/);
  const answer = await visitor.text();
  await page.reload();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.prose).toHaveText(answer);
  await expect(visitor.conversations).toHaveCount(1);
});

test('a second conversation stands beside the first, and the back button leads to it', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  await page.getByRole('button', { name: 'New conversation' }).click();
  await expect(page).toHaveURL(/#\/chat$/);
  await visitor.ask('Which torque for which bolt?');
  await visitor.answered();
  await expect(visitor.questions).toHaveCount(1);
  await expect(visitor.conversations).toHaveCount(2);

  await visitor.conversations
    .filter({ hasText: /warranty/ })
    .getByRole('button')
    .first()
    .click();
  await expect(visitor.questions).toHaveText(/warranty/);
  await page.goBack();
  await expect(visitor.questions).toHaveText(/torque/);
});

test('an answer goes on while another conversation is open', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('How do I store the battery in winter?');
  await visitor.midAnswer();
  await page.getByRole('button', { name: 'New conversation' }).click();
  await expect(visitor.questions).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'New answer' })).toBeVisible();
  await visitor.conversations.getByRole('button').first().click();
  await expect(visitor.answers).toHaveCount(1);
  await expect(visitor.answers.last()).not.toHaveAttribute('aria-busy');
  await expect(visitor.prose.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
});

test('a conversation is renamed', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  await visitor.conversations.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the conversation' });
  await expect(name).toBeFocused();
  await name.fill('保証 2026');
  await name.press('Enter');
  await expect(visitor.conversations).toHaveText(/保証 2026/);
  await page.reload();
  await expect(visitor.conversations).toHaveText(/保証 2026/);
});

test('a deleted conversation comes back with one press, and is gone for good when the page is left', async ({
  visitor,
  page,
}) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  const address = page.url();
  const remove = async () => {
    await visitor.conversations.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(visitor.conversations).toHaveCount(0);
    await expect(page).toHaveURL(/#\/chat$/);
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(visitor.conversations).toHaveCount(1);
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('article')).toHaveCount(2);
  await remove();
  await page.goto('about:blank');
  await visitor.open();
  await expect(page.getByText('No conversations yet')).toBeVisible();
});

test('another visitor sees nothing of it', async ({ visitor, page, browser }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  const other = await browser.newPage();
  await other.goto(page.url());
  await expect(other.getByText('No conversations yet')).toBeVisible();
  await expect(other.getByRole('article')).toHaveCount(0);
  await other.close();
});
