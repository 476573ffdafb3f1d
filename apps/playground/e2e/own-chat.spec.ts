import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './visitor.ts';

const source = readFileSync(path.join(import.meta.dirname, '../src/own-chat.tsx'), 'utf8');

test('a chat of one’s own is under 60 lines, shown beside what it does', async ({ page }) => {
  expect(source.trimEnd().split('\n').length).toBeLessThan(60);
  await page.goto('/#/use-chat-stream');
  await expect(page.getByRole('region', { name: 'own-chat.tsx' })).toHaveText(source.trimEnd());
  const values = page.locator('dl');
  await expect(values).toContainText("'ready'");

  await page.getByRole('textbox', { name: 'Message' }).fill('Is my battery still under warranty?');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  await expect(values).toContainText("'streaming'");
  await expect(page.getByText(/^\[1\] /).last()).toBeVisible();
  await expect(values).toContainText("'ready'");
});

test('only the row that changes is drawn while an answer streams', async ({ page }) => {
  await page.goto('/#/use-chat-stream');
  await page.getByRole('textbox', { name: 'Message' }).fill('How do I store the battery in winter?');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  const rows = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem');
  await expect(rows.last()).toContainText(/\S.{20}/s);
  await expect(page.locator('dl')).toContainText(/rows in the last one\s*1/);
});

test('the network panel lists what the page asks, and counts the events', async ({ page }) => {
  await page.goto('/#/use-chat-stream');
  await page.getByRole('textbox', { name: 'Message' }).fill('Is my battery still under warranty?');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');
  const network = page.getByRole('region', { name: 'Network' });
  const sent = network.getByRole('listitem').filter({ hasText: '/chat-messages' }).filter({ hasText: 'POST' });
  await expect(sent).toContainText('open');
  await expect(sent).toContainText('200');
  await expect(sent).toContainText(/message ×\d+ · message_end ×1/);
  await network.getByRole('button', { name: 'Clear' }).click();
  await expect(network).toContainText('0 requests');
});

test('the source is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/#/use-chat-stream');
  await page.getByRole('button', { name: 'server.ts', exact: true }).click();
  await page.getByRole('button', { name: 'Copy server.ts' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('createDifyHandler');
});
