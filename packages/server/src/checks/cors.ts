import { safeHeaders } from '../answers/json-response.ts';
import { runPath } from '../hub/run-path.ts';
import { noSuchRoute } from '../no-such-route.ts';
import { Refusal } from '../refusal.ts';
import { type Route, routesAt } from '../routes.ts';
import { kitHeader } from './check-origin.ts';

/** What pages of other origins may send. */
const allowedHeaders = ['accept', 'content-type', 'idempotency-key', 'last-event-id', kitHeader];

/** Lets a page of a configured origin read the answer. Any other origin gets no word of it. */
export function withCORS(response: Response, request: Request, origins: ReadonlySet<string>): Response {
  if (origins.size === 0) return response;
  response.headers.append('vary', 'Origin');
  const origin = request.headers.get('origin');
  const isRefusedPreflight = request.method === 'OPTIONS' && response.status !== 204;
  if (origin === null || !origins.has(origin) || isRefusedPreflight) return response;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-allow-credentials', 'true');
  response.headers.set(
    'access-control-expose-headers',
    'content-disposition, content-range, dify-run, retry-after, x-request-id',
  );
  return response;
}

/**
 * Answers a preflight, for routes, methods and headers that exist.
 *
 * @throws Refusal with 403, 404 or 405
 */
export function preflight(
  request: Request,
  routes: readonly Route<string>[],
  path: string,
  origins: ReadonlySet<string>,
): Response {
  const run = runPath(path);
  const allow: string[] =
    run === undefined ? routesAt(routes, path).map(({ endpoint }) => endpoint.method) : [run.method];
  if (allow.length === 0) throw noSuchRoute();
  const method = request.headers.get('access-control-request-method');
  if (method === null || !allow.includes(method)) {
    throw new Refusal(405, 'method_not_allowed', `Only ${allow.join(', ')} can be used here.`, {
      allow: allow.join(', '),
    });
  }
  const wanted = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const isKnown = origins.has(request.headers.get('origin') ?? '');
  if (!isKnown || wanted.some((name) => !allowedHeaders.includes(name))) {
    throw new Refusal(403, 'forbidden_origin', 'This page may not call here.');
  }
  return new Response(null, {
    status: 204,
    headers: {
      ...safeHeaders,
      'access-control-allow-methods': allow.join(', '),
      'access-control-allow-headers': allowedHeaders.join(', '),
      'access-control-max-age': '600',
    },
  });
}
