import { beginAtOnce } from './begin-at-once.ts';

/** What answers requests: a handler of this package. */
type WebHandler = (request: Request) => Promise<Response>;

/** The exports of a route module of the Next app router. */
export interface RouteHandlers {
  readonly GET: WebHandler;
  readonly HEAD: WebHandler;
  readonly POST: WebHandler;
  readonly PUT: WebHandler;
  readonly PATCH: WebHandler;
  readonly DELETE: WebHandler;
  readonly OPTIONS: WebHandler;
}

/**
 * A handler as route handlers of Next. Its `basePath` is the path of the folder, e.g. `/api/dify` for
 * `app/api/dify/[...path]/route.ts`. Give the handler `waitUntil: (work) => after(() => work)` with `after` of
 * `next/server`, so that a run is read to its end when its page has gone.
 *
 * @example export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toRouteHandlers(handler);
 * @see https://nextjs.org/docs/app/api-reference/file-conventions/route
 */
export function toRouteHandlers(handler: WebHandler): RouteHandlers {
  // Next gives a second argument, which is none of the handler's business, and waits for a body before it sends headers.
  const answer: WebHandler = async (request) => beginAtOnce(await handler(request));
  return { GET: answer, HEAD: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: answer };
}
