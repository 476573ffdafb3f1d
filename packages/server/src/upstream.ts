import { buildPath } from '@dify-oapi/core';
import { isKey } from './check-apps.ts';
import type { AppConfig } from './config.ts';
import { inTime } from './ops/in-time.ts';
import { Refusal } from './refusal.ts';
import type { RouteMatch } from './routes.ts';

/** Where a call goes, and with what key. */
export type UpstreamApp = Pick<AppConfig, 'name' | 'baseURL' | 'apiKey' | 'fetch'>;

/** One call to Dify. */
export interface UpstreamCall {
  readonly app: UpstreamApp;
  readonly match: RouteMatch<string>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file?: File | undefined;
  /** The bound user; `undefined` for operations that know none. */
  readonly user: string | undefined;
  /** The part of a file that is wanted, checked. */
  readonly range?: string | null | undefined;
  /** Takes the call back. */
  readonly controller: AbortController;
  /** Milliseconds until the headers. */
  readonly timeout: number;
  readonly log: { warn(message: string): void };
}

/**
 * Calls Dify with a request that is made from nothing: no header and no field of the page's own gets in unseen.
 *
 * @throws Refusal with 502, 503 or 504
 */
export async function callUpstream(call: UpstreamCall): Promise<Response> {
  const { app, controller, match } = call;
  const { endpoint } = match.route;
  const url = upstreamURL(call);
  const headers = new Headers({
    authorization: `Bearer ${await keyOf(call)}`,
    accept: acceptedBy(call),
    'user-agent': 'dify-oapi-server',
  });
  // Bytes that were packed for the way cannot be counted.
  if (endpoint.binary === true) headers.set('accept-encoding', 'identity');
  if (call.range) headers.set('range', call.range);
  if (endpoint.payload === 'json') headers.set('content-type', 'application/json');
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, call.timeout);
  try {
    return await app.fetch(url.href, {
      method: endpoint.method,
      headers,
      body: bodyOf(call),
      redirect: 'manual',
      signal: controller.signal,
    });
  } catch {
    if (isLate) throw new Refusal(504, 'upstream_timeout', 'Dify took too long to answer.');
    if (controller.signal.aborted) throw new Refusal(499, 'client_gone', 'The page went away.');
    throw new Refusal(502, 'upstream_unreachable', 'Dify cannot be reached just now.');
  } finally {
    clearTimeout(timer);
  }
}

function acceptedBy({ match, fields }: UpstreamCall): string {
  const { endpoint } = match.route;
  if (endpoint.binary === true) return '*/*';
  return endpoint.events === 'only' || fields.response_mode === 'streaming' ? 'text/event-stream' : 'application/json';
}

function upstreamURL({ app, match, fields, user }: UpstreamCall): URL {
  const { endpoint } = match.route;
  const path = app.baseURL.pathname.replace(/\/$/, '') + buildPath(endpoint.path, match.ids);
  const url = new URL(path, app.baseURL.origin);
  if (endpoint.payload === 'query') {
    for (const [name, value] of Object.entries(fields)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null) url.searchParams.append(name, String(one));
      }
    }
    if (user !== undefined) url.searchParams.set('user', user);
  }
  // The last lock: whatever came in, the key goes to this address and to no other.
  if (url.origin !== app.baseURL.origin || url.pathname !== path) {
    throw new Refusal(400, 'invalid_param', 'The address is not right.');
  }
  return url;
}

function bodyOf({ match, fields, file, user }: UpstreamCall): string | FormData | null {
  const { payload } = match.route.endpoint;
  if (payload === 'query') return null;
  if (payload === 'json') return JSON.stringify(user === undefined ? fields : { ...fields, user });
  const form = new FormData();
  if (file !== undefined) form.append('file', file, file.name);
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (user !== undefined) form.append('user', user);
  return form;
}

async function keyOf(call: UpstreamCall): Promise<string> {
  const { app, log } = call;
  let key: unknown;
  try {
    key = typeof app.apiKey === 'function' ? await inTime(call.timeout, Promise.resolve(app.apiKey())) : app.apiKey;
  } catch {
    key = undefined;
  }
  if (isKey(key)) return key;
  log.warn(`The key of app "${app.name}" could not be fetched in time, or is none. Its calls are refused.`);
  throw new Refusal(503, 'not_configured', 'This app is not set up. Whoever runs this site should check its key.');
}
