import { test as base, expect, type Locator, type Page, type Request } from '@playwright/test';

/** The chat page as a visitor sees it. */
export class Visitor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the chat page and waits until it can be used. */
  async open(): Promise<void> {
    await this.page.goto('/#/chat');
    await expect(this.page.getByRole('heading', { name: 'What can we fix today?' })).toBeVisible();
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }

  get stopButton(): Locator {
    return this.page.getByRole('button', { name: 'Stop' });
  }

  get questions(): Locator {
    return this.page.getByRole('article', { name: 'You' });
  }

  get answers(): Locator {
    return this.page.getByRole('article', { name: 'Velo Nord Help' });
  }

  /** The prose of the last answer. */
  get prose(): Locator {
    return this.answers.last().locator('[data-dify="prose"]');
  }

  /** What the last answer says. */
  async text(): Promise<string> {
    return (await this.prose.textContent()) ?? '';
  }

  get conversations(): Locator {
    return this.page.getByRole('navigation', { name: 'Conversations' }).getByRole('listitem');
  }

  /** Writes a question and sends it with Enter, or with the button, as on a phone. */
  async ask(question: string, by: 'Enter' | 'button' = 'Enter'): Promise<void> {
    await this.field.fill(question);
    if (by === 'Enter') await this.field.press('Enter');
    else await this.page.getByRole('button', { name: 'Send' }).click();
    await expect(this.questions.last()).toContainText(question);
  }

  /** Waits until the last answer has ended, whatever its end. One that broke off is looked for in history for up to 15 s. */
  async answered(): Promise<void> {
    await expect(this.answers.last()).not.toHaveAttribute('aria-busy', { timeout: 25_000 });
    await expect(this.stopButton).toBeHidden();
  }

  /** Waits until some of the answer stands there and more is on its way. */
  async midAnswer(): Promise<void> {
    await expect(this.answers.last()).toHaveAttribute('aria-busy', 'true');
    await expect(this.prose).toHaveText(/\S.{12}/s);
  }
}

/** Lets the page's clock, which was installed before the page opened, leap on until something says what is waited for. */
export async function leapUntil(page: Page, place: Locator, words: string): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(3_000);
    await expect(place).toContainText(words, { timeout: 300 });
  }).toPass({ timeout: 60_000, intervals: [100] });
}

/** Tests with a visitor. After each, what the page sent is looked through: no key, no user, no script error. */
export const test = base.extend<{ visitor: Visitor; guard: undefined }>({
  visitor: async ({ page }, use) => use(new Visitor(page)),
  guard: [
    async ({ page }, use) => {
      const requests: Request[] = [];
      const errors: string[] = [];
      page.on('request', (request) => requests.push(request));
      page.on('pageerror', (error) => errors.push(error.message));
      await use(undefined);
      expect(errors).toEqual([]);
      for (const request of requests) await expectNothingSecret(request);
    },
    { auto: true },
  ],
});

async function expectNothingSecret(request: Request): Promise<void> {
  const { origin, pathname, searchParams } = new URL(request.url());
  if (origin === 'null') return;
  expect(origin, request.url()).toMatch(/^http:\/\/localhost:\d+$/);
  if (!pathname.startsWith('/api/')) return;
  expect([...searchParams.keys()]).not.toContain('user');
  const headers = await request.allHeaders();
  expect(Object.keys(headers)).not.toContain('authorization');
  expect(JSON.stringify(headers)).not.toMatch(/\bapp-\w/);
  const body = request.postData() ?? '';
  expect(body).not.toMatch(/\bapp-\w|"user"\s*:|name="user"/);
}

export { expect };
