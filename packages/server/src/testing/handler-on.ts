import { createDifyHandler, type DifyHandler } from '../handler.ts';
import type { DifyHandlerOptions, Identify } from '../options.ts';

/** The key that must never be seen outside. */
export const apiKey = 'app-CanaryKey123456789012345';

/** What signs in tests. */
export const secret = 'a secret of tests with more than 32 characters';

/** Where the tests' Dify lives. */
export const baseURL = 'https://dify.example/v1';

/** What was logged. */
export interface TestLog {
  readonly lines: string[];
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** A log that a test can read. */
export function testLog(): TestLog {
  const lines: string[] = [];
  const write = (message: string, facts?: Readonly<Record<string, unknown>>) =>
    lines.push(message + JSON.stringify(facts ?? {}));
  return { lines, debug: write, warn: write };
}

/** A handler with one app `support`, whose people say who they are in the header `x-test-person`. */
export function handlerOn(
  upstream: typeof fetch,
  { identify = fromHeader, ...options }: Partial<Omit<DifyHandlerOptions, 'identify'>> & { identify?: Identify } = {},
): DifyHandler {
  return createDifyHandler({
    apps: { support: { baseURL, apiKey } },
    secret,
    identify,
    fetch: upstream,
    log: testLog(),
    ...options,
  });
}

const fromHeader: Identify = (request) => {
  const id = request.headers.get('x-test-person') ?? 'ada';
  return id === 'nobody' ? null : { id };
};

/** A request as a page of the same site sends it. */
export function fromPage(method: string, path: string, init: RequestInit = {}): Request {
  const headers = new Headers({ 'sec-fetch-site': 'same-origin', origin: 'https://app.example' });
  if (method !== 'GET') headers.set('x-dify-kit', '1');
  if (method !== 'GET' && !(init.body instanceof FormData)) headers.set('content-type', 'application/json');
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return new Request(`https://app.example/api/dify/support${path}`, { method, ...init, headers });
}

/** A question as a page sends it. */
export function question(body: Readonly<Record<string, unknown>> = {}, init: RequestInit = {}): Request {
  return fromPage('POST', '/chat-messages', {
    body: JSON.stringify({ query: 'Hi', inputs: {}, response_mode: 'streaming', ...body }),
    ...init,
  });
}

/** The error that a page got. */
export async function errorOf(response: Response): Promise<{ status: number; code: unknown; message: unknown }> {
  const { code, message, status } = await response.json();
  if (status !== response.status) throw new Error(`The body says ${status}, the answer ${response.status}.`);
  return { status, code, message };
}
