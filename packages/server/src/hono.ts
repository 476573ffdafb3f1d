/** What of Hono's context is used. */
interface HonoContext {
  readonly req: { readonly raw: Request };
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
  return ({ req }) => handler(req.raw);
}
