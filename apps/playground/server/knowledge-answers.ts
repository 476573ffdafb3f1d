import { childChunks, datasets, documents, metadata, models, segments, tags } from '@dify-oapi/core/endpoints';
import { answersFrom } from './answers-from.ts';

const basePath = '/api/dify/knowledge';
const largestBody = 20 * 1024 * 1024;

/** The calls that pass: those of the knowledge hooks, and no other. */
const routes = [datasets, documents, segments, childChunks, tags, metadata, models]
  .flatMap((resource) => Object.values(resource))
  .map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '(?!\\.+(?:/|$))[\\w.~-]+')}$`),
  }));

/**
 * Passes the page's calls on to a workspace's knowledge bases, with the key that a page must never hold. For developing
 * alone: whoever reaches this server may do everything with all knowledge bases, for it asks nobody who they are.
 *
 * @returns `undefined` for other addresses
 */
export async function knowledgeAnswers(request: Request): Promise<Response | undefined> {
  const { pathname, search } = new URL(request.url);
  if (!pathname.startsWith(`${basePath}/`)) return undefined;
  const path = pathname.slice(basePath.length);
  if (!isFromOwnPage(request)) return refusal(403, 'forbidden', 'Only the playground itself may ask this.');
  if (!routes.some(({ method, pattern }) => method === request.method && pattern.test(path))) {
    return refusal(404, 'not_found', 'There is nothing here.');
  }
  if (Number(request.headers.get('content-length')) > largestBody) return refusal(413, 'file_too_large', 'Send less.');
  const upstream = chooseUpstream();
  if (upstream === undefined) {
    const message = 'Set DIFY_DATASET_KEY to a knowledge key of the Dify at DIFY_BASE_URL, and start again.';
    return refusal(403, 'knowledge_not_set_up', message);
  }
  const headers = new Headers({ authorization: `Bearer ${upstream.key}` });
  const type = request.headers.get('content-type');
  if (type !== null) headers.set('content-type', type);
  const body = request.method === 'GET' ? null : await request.arrayBuffer();
  const init = { method: request.method, headers, signal: request.signal };
  const sent = body === null || body.byteLength === 0 ? init : { ...init, body };
  try {
    return passedOn(await upstream.fetch(`${upstream.baseURL}${path}${search}`, sent));
  } catch {
    return refusal(502, 'bad_gateway', 'Dify did not answer.');
  }
}

function chooseUpstream() {
  const { app, name } = answersFrom;
  const { baseURL, fetch: send = fetch } = app;
  if (name === 'emulator') return { baseURL, key: 'dataset-demo', fetch: send };
  const key = process.env.DIFY_DATASET_KEY;
  return key ? { baseURL, key, fetch: send } : undefined;
}

/** Headers that were about the way from Dify to here are left out. */
function passedOn({ body, headers, status }: Response): Response {
  const kept = new Headers({ 'cache-control': 'no-store' });
  for (const name of ['content-type', 'content-disposition', 'retry-after']) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return new Response(body, { status, headers: kept });
}

/** Browsers tell where a request comes from, and a page of another origin cannot add the kit's header. */
function isFromOwnPage({ headers, method, url }: Request): boolean {
  if (method !== 'GET' && !headers.has('x-dify-kit')) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  const origin = headers.get('origin');
  return origin === null || origin === new URL(url).origin;
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message, status }, { status, headers: { 'cache-control': 'no-store' } });
}
