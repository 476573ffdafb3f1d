import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '@dify-oapi/emulator';
import { serve } from '@dify-oapi/emulator/node';
import { chromium } from 'playwright';
import { expect, it, onTestFinished } from 'vitest';
import { launchOptions } from '../../chromium.ts';

/** Builds and starts an example on an emulator, opens its page, asks a question and waits for the answer. */
async function askExample(name: string): Promise<void> {
  const cwd = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const dify = await serve(createEmulator(), { port: 0 });
  onTestFinished(() => dify.close());
  await ended(spawn('npx', ['vite', 'build', '--logLevel', 'error'], { cwd, stdio: 'inherit' }));
  const server = spawn(process.execPath, ['server.mjs'], {
    cwd,
    env: { ...process.env, PORT: '0', DIFY_BASE_URL: dify.baseURL, DIFY_API_KEY: 'app-support' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = ended(server);
  const url = await new Promise<string>((resolve) =>
    server.stdout.on('data', (bytes: Buffer) => {
      const [found] = /http:\/\/localhost:\d+/.exec(bytes.toString('utf8')) ?? [];
      if (found !== undefined) resolve(found);
    }),
  );
  const browser = await chromium.launch(launchOptions);
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(url);
  await page.getByRole('textbox').fill('How do I charge the battery?');
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /^Source 1: / })
    .first()
    .waitFor({ timeout: 30_000 });
  expect(problems).toEqual([]);
  expect((await fetch(`${url}/api/dify/health`)).status).toBe(200);
  await page.close();
  // Asked to end, it ends by itself.
  server.kill('SIGTERM');
  await closed;
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

it.each(['express', 'hono'])(
  'the example for %s serves a page whose chat answers, and ends in good order',
  { timeout: 120_000 },
  askExample,
);
