import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { axeFindings } from './axe-findings.ts';
import { expect, test } from './visitor.ts';

const sourceOf = (name: string) => readFileSync(path.join(import.meta.dirname, '../src', name), 'utf8');
const letter = 'How do I store the battery in winter, and what does the warranty say?';

const stateOf = (page: Page, name: 'Text' | 'Run') =>
  page.getByRole('region', { name, exact: true }).getByRole('status').first();

async function fillReport(page: Page): Promise<void> {
  await page.getByLabel('Inspector').fill('Ada');
  await page.getByLabel('Model').selectOption('Fjell 3');
}

test.describe('useCompletion', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/use-completion');
  });

  test('writes a letter from the app’s own form, beside its source', async ({ page }) => {
    await expect(page.getByRole('region', { name: 'own-completion.tsx' })).toHaveText(
      sourceOf('own-completion.tsx').trimEnd(),
    );
    await page.getByLabel('Letter').fill(letter);
    await page.getByLabel('Tone').selectOption('short');
    await page.getByRole('button', { name: 'Write' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('streaming');
    await expect(stateOf(page, 'Text')).toHaveText('complete', { timeout: 20_000 });
    await page.getByRole('button', { name: 'Good' }).click();
    await expect(page.getByRole('button', { name: 'Good' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'More like this' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('streaming');
    await expect(stateOf(page, 'Text')).toHaveText('complete', { timeout: 20_000 });
  });

  test('a stop keeps what is there, and another text can be written', async ({ page }) => {
    await page.getByLabel('Letter').fill(letter);
    await page.getByRole('button', { name: 'Write' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('streaming');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('stopped');
    await expect(page.getByRole('region', { name: 'Text', exact: true }).getByRole('paragraph').first()).toContainText(
      /\w/,
    );
    await expect(page.getByRole('button', { name: 'Write' })).toBeEnabled();
  });

  test('a text goes on while another page is shown', async ({ page }) => {
    await page.getByLabel('Letter').fill(letter);
    await page.getByRole('button', { name: 'Write' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('streaming');
    await page.goto('/#/use-workflow-run');
    await expect(page.getByLabel('Inspector')).toBeVisible();
    await page.goto('/#/use-completion');
    await expect(stateOf(page, 'Text')).toHaveText('complete', { timeout: 20_000 });
  });

  test('a text goes on after a reload in its middle: asked once', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
    });
    await page.getByLabel('Letter').fill(letter);
    await page.getByRole('button', { name: 'Write' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('streaming');
    await page.reload();
    await expect(stateOf(page, 'Text')).toHaveText('complete', { timeout: 20_000 });
    await expect(page.getByRole('region', { name: 'Text', exact: true }).getByRole('paragraph').first()).toContainText(
      /\w/,
    );
    expect(asked.filter((call) => call.endsWith('/completion-messages'))).toHaveLength(1);
  });
});

test.describe('useWorkflowRun', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/#/use-workflow-run');
  });

  test('runs with every kind of field, and shows steps, tries, text, files and outputs', async ({ page }) => {
    await fillReport(page);
    await page.getByLabel('Mileage').fill('1200.5');
    await page.getByLabel('Limits').fill('{"hours": 3}');
    const png = { name: 'part.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') };
    await page.getByLabel('Photo of the part').setInputFiles(png);
    const log = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('a log') });
    await page.getByLabel('Service logs').setInputFiles([log('one.txt'), log('two.txt')]);
    const sent = page.waitForRequest((request) => request.url().endsWith('/workflows/run'));
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const inputs: unknown = (await sent).postDataJSON().inputs;
    expect(inputs).toMatchObject({ mileage: 1200.5, limits: { hours: 3 }, review: false, logs: [{}, {}] });
    const steps = page.getByRole('list', { name: 'Steps' });
    // Every third call of the service succeeds, whoever makes the two before: where other visitors' runs made them, this one
    // fails at no try, and the next does.
    const triesTold = () => expect(steps).toContainText(/[1-3] failed tries/, { timeout: 8000 });
    await triesTold().catch(async () => {
      await expect(stateOf(page, 'Run')).toHaveText('complete', { timeout: 20_000 });
      await page.getByRole('button', { name: 'Run', exact: true }).click();
      await triesTold();
    });
    await expect(stateOf(page, 'Run')).toHaveText('complete', { timeout: 20_000 });
    await expect(steps.getByRole('listitem').filter({ hasText: 'For each symptom' }).first()).toContainText('2 rounds');
    await expect(page.getByRole('region', { name: 'Run', exact: true }).getByRole('heading').last()).toHaveText(
      'Service report: Fjell 3',
    );
    await expect(page.getByRole('link', { name: 'part.png' })).toBeVisible();
    await page.getByText('Outputs', { exact: true }).click();
    await expect(page.locator('details pre')).toContainText('"report"');
  });

  test('a form that waits outlives a reload, and its answer lets the run go on', async ({ page }) => {
    await fillReport(page);
    await page.getByLabel('Let a person sign it').check();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(stateOf(page, 'Run')).toHaveText('paused');
    await page.reload();
    await expect(stateOf(page, 'Run')).toHaveText('paused');
    const form = page.getByRole('form', { name: 'Sign the report' });
    await form.getByLabel('name').fill('Grace');
    await form.getByRole('button', { name: 'Sign' }).click();
    await expect(form.getByRole('alert')).toContainText('channel');
    await form.getByLabel('channel').selectOption('by post');
    await form.getByRole('button', { name: 'Sign' }).click();
    await expect(form).toContainText('Answered: Sign');
    await expect(stateOf(page, 'Run')).toHaveText('complete', { timeout: 20_000 });
    await expect(page.getByRole('region', { name: 'Run', exact: true })).toContainText('Grace');
  });

  test('a run goes on after a reload in its middle, from the first step on: run once', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
    });
    await fillReport(page);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Steps' })).toContainText('Advice');
    await page.reload();
    await expect(stateOf(page, 'Run')).toHaveText('complete', { timeout: 20_000 });
    await expect(page.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toContainText('Start');
    expect(asked.filter((call) => call.endsWith('/workflows/run'))).toHaveLength(1);
  });

  test('a stop ends the run at once and leaves no step open', async ({ page }) => {
    await fillReport(page);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('list', { name: 'Steps' })).toContainText('Advice');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(stateOf(page, 'Run')).toHaveText('stopped');
    await expect(page.locator('[data-status="running"]')).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages of the runs, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/#/use-completion');
    await page.getByLabel('Letter').fill(letter);
    await page.getByRole('button', { name: 'Write' }).click();
    await expect(stateOf(page, 'Text')).toHaveText('complete', { timeout: 20_000 });
    expect(await axeFindings(page)).toEqual([]);
    await page.goto('/#/use-workflow-run');
    await fillReport(page);
    await page.getByLabel('Let a person sign it').check();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('form', { name: 'Sign the report' })).toBeVisible({ timeout: 20_000 });
    expect(await axeFindings(page)).toEqual([]);
  });
}
