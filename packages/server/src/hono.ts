import { cameFrom } from './remote-address.ts';

/** What of Hono's context is used. */
interface HonoContext {
  readonly req: { readonly raw: Request };
  /** On Node it has the request of `node:http`. */
  readonly env?: unknown;
}

/**
 * A handler as a handler of Hono, for every method below its `basePath`.
 *
 * @example app.all('/api/dify/*', toHonoHandler(handler))
 * @see https://hono.dev/docs/api/routing
 */
export function toHonoHandler(
  handler: (request: Request) => Promise<Response>,
): (context: HonoContext) => Promise<Response> {
  return ({ env, req }) => {
    cameFrom(req.raw, addressIn(env));
    return handler(req.raw);
  };
}

function addressIn(env: unknown): string | undefined {
  const address = ['incoming', 'socket', 'remoteAddress'].reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    env,
  );
  return typeof address === 'string' ? address : undefined;
}
