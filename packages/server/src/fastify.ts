import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenerFor, type WebHandler } from './node.ts';

/** What of Fastify is used. */
interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parse: (request: unknown, payload: IncomingMessage, done: (error: Error | null) => void) => void,
  ): unknown;
  all(path: string, answer: (request: { raw: IncomingMessage }, reply: Reply) => void): unknown;
}

interface Reply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/**
 * A plugin for Fastify that answers everything below the handler's `basePath`. Bodies come to the handler unread; the
 * parsers of other routes stay as they are. Register it without a prefix.
 *
 * @example await app.register(toFastifyPlugin(handler))
 * @see https://fastify.dev/docs/latest/Reference/Plugins/
 */
export function toFastifyPlugin(handler: WebHandler): (scope: FastifyScope) => Promise<void> {
  // With `rewriteUrl`, guards and routes have seen the rewritten address.
  const listen = listenerFor(handler, ({ url }) => url ?? '/');
  return async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(`${handler.basePath ?? ''}/*`, (request, reply) => {
      reply.hijack();
      listen(request.raw, reply.raw);
    });
  };
}
