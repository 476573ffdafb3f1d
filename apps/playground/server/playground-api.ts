import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

/** Answers below `/api/playground` while developing: which Dify answers, and what it should do wrong. */
export function playgroundApi(entry: string): Plugin {
  return {
    name: 'playground-api',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use('/api/playground', (incoming, outgoing, next) => {
        if (!isSameOrigin(incoming)) {
          send(outgoing, 403, { message: 'Only the playground itself may ask this.' });
          return;
        }
        void server
          .ssrLoadModule(entry)
          .then(async (module) => {
            const answer: unknown = await module.default(incoming.method, incoming.url, await readJson(incoming));
            if (answer === undefined) send(outgoing, 404, { message: 'There is nothing here.' });
            else send(outgoing, 200, answer);
          })
          .catch(next);
      });
    },
  };
}

/** A page of another origin must not switch faults: browsers tell where a request comes from, and can't be made to lie. */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return headers.origin === undefined || new URL(headers.origin).host === headers.host;
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  if (incoming.method !== 'POST' || incoming.headers['content-type'] !== 'application/json') return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

function send(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}
