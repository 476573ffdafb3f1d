import { expect, test } from './visitor.ts';

test('a question, its source, a new line, stop and rename need no mouse', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.field.focus();
  await page.keyboard.type('How do I store');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('the battery in winter?');
  await expect(visitor.field).toHaveValue('How do I store\nthe battery in winter?');
  await page.keyboard.press('Enter');
  await visitor.midAnswer();
  await expect(visitor.field).toBeFocused();
  await visitor.answered();

  const citation = visitor.prose.getByRole('button', { name: /^Source 1: / }).first();
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Shift+Tab');
    if (await citation.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(citation).toBeFocused();
  const passage = page.getByRole('dialog', { name: /^Source 1: / });
  await expect(passage).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(passage).toBeHidden();
  await expect(citation).toBeFocused();

  await visitor.conversations.getByRole('button', { name: /^More for/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name of the conversation' })).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Winter');
  await page.keyboard.press('Enter');
  await expect(visitor.conversations).toHaveText(/Winter/);
});

test('every control is reached by Tab, in the order of reading, and shows its focus', async ({ visitor, page }) => {
  await visitor.open();
  const names: string[] = [];
  for (let press = 0; press < 40; press++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === null || activeElement === document.body) return null;
      const style = getComputedStyle(activeElement);
      const surroundings = activeElement.closest('form');
      const isShown = style.outlineStyle !== 'none' || surroundings?.matches(':focus-within') === true;
      const name = activeElement.getAttribute('aria-label') ?? activeElement.textContent?.trim() ?? '';
      return { name, isShown };
    });
    if (seen === null) break;
    expect(seen.isShown, `focus on ${seen.name}`).toBe(true);
    names.push(seen.name);
  }
  const order = ['Skip to the page', 'Find a page', 'Chat page', 'New conversation', 'Message', 'Attach files'];
  expect(names.filter((name) => order.includes(name))).toEqual(order);
});

test('a conversation is deleted by keys alone, and comes back by them', async ({ visitor, page }) => {
  await visitor.open();
  await visitor.ask('Is my battery still under warranty?');
  await visitor.answered();
  const remove = async () => {
    await visitor.conversations.getByRole('button', { name: /^More for/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(visitor.conversations).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  };
  await remove();
  await page.getByRole('navigation', { name: 'Conversations' }).focus();
  await page.keyboard.press('Control+z');
  await expect(visitor.conversations).toHaveCount(1);
  await remove();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(visitor.conversations).toHaveCount(1);
});
