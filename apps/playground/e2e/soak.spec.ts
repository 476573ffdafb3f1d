import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './visitor.ts';

const rounds = 200;
/** Until the lists that the page keeps, e.g. of requests, are as long as they get. */
const warmUp = 100;

/** What the page holds after every answer has ended and everything unused was thrown away, on a page that shows nothing. */
async function held(page: Page, cdp: CDPSession) {
  await go(page, '#/use-chat-stream');
  await page.waitForTimeout(6000);
  // React keeps the tree that was shown last: it is to be as large each time.
  const network = page.getByRole('region', { name: 'Network' });
  await network.getByRole('button', { name: 'Clear' }).click();
  await expect(network).toContainText('0 requests');
  await go(page, '#/nowhere');
  await expect(page.getByRole('heading', { name: 'No such page' })).toBeVisible();
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { bytes: value('JSHeapUsedSize'), listeners: value('JSEventListeners'), nodes: value('Nodes') };
}

/** Goes to a page of the playground without loading anew. */
async function go(page: Page, route: string) {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, route);
}

/** Asks, and leaves the page while the answer is written. */
async function askAndLeave(page: Page, count: number) {
  // Another visitor each time: one alone may not ask that much in a minute.
  await page.context().clearCookies();
  await go(page, '#/use-chat-stream');
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.fill(`Is my battery still under warranty? (soak ${count})`);
  await field.press('Enter');
  const rows = page.getByRole('list', { name: 'Conversation' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toHaveText(/\S/, { timeout: 30_000 });
  await go(page, '#/knowledge-hooks');
  await expect(field).toBeHidden();
}

test('heap, nodes and listeners stay flat over 200 mounts and unmounts during streams', async ({ page }) => {
  test.setTimeout(600_000);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.goto('/#/use-chat-stream');
  // The registry keeps the last conversations, and the network panel its last requests: they fill first.
  for (let count = 0; count < warmUp; count++) await askAndLeave(page, count);
  const before = await held(page, cdp);
  for (let count = warmUp; count < warmUp + rounds; count++) await askAndLeave(page, count);
  const after = await held(page, cdp);
  test.info().annotations.push({ type: 'held', description: JSON.stringify({ before, after }) });
  expect(after.listeners - before.listeners).toBeLessThan(20);
  expect(after.nodes - before.nodes).toBeLessThan(300);
  expect(after.bytes - before.bytes).toBeLessThan(3_000_000);
});
