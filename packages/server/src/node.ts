import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalResponse } from './answers/json-response.ts';
import { bodyRead } from './input/body-read.ts';
import { Refusal } from './refusal.ts';
import { cameFrom } from './remote-address.ts';

export { remoteAddress } from './remote-address.ts';

/** A handler of web requests. */
export interface WebHandler {
  (request: Request): Promise<Response>;
  /** Where it lives; other paths are passed on. */
  readonly basePath?: string;
}

/** What `http.createServer`, Express and Connect call. */
export type NodeListener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Puts a handler behind `node:http`, Express or Connect. With `next`, requests outside the handler's base path go on
 * to what follows. Mount it before anything that reads bodies. In Express, where `app.use('/path', …)` cuts the path,
 * the original one counts.
 */
export function toNodeListener(handler: WebHandler): NodeListener {
  return listenerFor(handler, originalTarget);
}

/** @param targetOf the path and query that a request is answered for */
export function listenerFor(handler: WebHandler, targetOf: (incoming: IncomingMessage) => string): NodeListener {
  return (incoming, outgoing, next) => {
    const target = targetOf(incoming);
    if (next !== undefined && !isBelow(handler.basePath ?? '', target)) {
      next();
      return;
    }
    answer(handler, incoming, outgoing, target).catch((error: unknown) => {
      if (next !== undefined && !outgoing.headersSent) next(error);
      else if (outgoing.headersSent) outgoing.destroy();
      else refuse(error, incoming, outgoing).catch(() => outgoing.destroy());
    });
  };
}

async function answer(
  handler: WebHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  const request = requestOf(incoming, target, gone.signal);
  if (request === null) {
    outgoing.writeHead(400, { connection: 'close' }).end();
    return;
  }
  await write(await handler(request), incoming, outgoing);
}

/** Nobody else is there to tell: the page gets words, and so does whoever runs the server. */
async function refuse(error: unknown, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const known = error instanceof Refusal ? error : new Refusal(500, 'handler_failed', 'Something went wrong.');
  console.error('[dify]', error instanceof Refusal ? error.message : error);
  await write(refusalResponse(known), incoming, outgoing);
}

async function write(response: Response, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  // What is left of a refused body is not worth reading.
  if (!incoming.complete && incoming.httpVersionMajor === 1) headers.connection = 'close';
  const reader = response.body?.getReader();
  if (outgoing.destroyed) {
    await reader?.cancel();
    return;
  }
  outgoing.writeHead(response.status, headers);
  if (reader === undefined) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  outgoing.once('close', () => reader.cancel().catch(() => undefined));
  const flush = flushOf(outgoing);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const hasRoom = outgoing.write(value);
    flush?.();
    if (!hasRoom) await roomIn(outgoing);
    if (outgoing.destroyed) return;
  }
  outgoing.end();
}

/** Compressing middleware holds small writes back until it is told. */
function flushOf(outgoing: ServerResponse): (() => void) | undefined {
  const method: unknown = Reflect.get(outgoing, 'flush');
  return typeof method === 'function' ? () => method.call(outgoing) : undefined;
}

function roomIn(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      outgoing.off('drain', go);
      outgoing.off('close', go);
      resolve();
    };
    outgoing.once('drain', go);
    outgoing.once('close', go);
  });
}

function requestOf(incoming: IncomingMessage, target: string, signal: AbortSignal): Request | null {
  const isEncrypted = Reflect.get(incoming.socket, 'encrypted') === true;
  const host = incoming.headers.host ?? incoming.headers[':authority'] ?? 'localhost';
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  if (!target.startsWith('/') || !/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(String(host))) return null;
  if (hasBody && incoming.readableDidRead) throw bodyRead('Mount it before body parsers.');
  try {
    const headers = new Headers();
    for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
      const name = incoming.rawHeaders[at] ?? '';
      if (!name.startsWith(':')) headers.append(name, incoming.rawHeaders[at + 1] ?? '');
    }
    const request = new Request(`${isEncrypted ? 'https' : 'http'}://${String(host)}${target}`, {
      method,
      headers,
      signal,
      ...(hasBody ? { body: bodyOf(incoming), duplex: 'half' } : {}),
    });
    // What a guard in front has looked at is what is answered: no `..`, no `\\`, no path that comes with the host.
    if (new URL(request.url).pathname !== target.split(/[?#]/, 1)[0]) return null;
    cameFrom(request, incoming.socket.remoteAddress);
    return request;
  } catch {
    return null;
  }
}

/** Reads the request only as fast as it is asked for. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream({
    start(controller) {
      incoming.pause();
      incoming.on('data', (piece: Uint8Array) => {
        if (!isOpen) return;
        controller.enqueue(new Uint8Array(piece));
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.once('end', () => {
        if (isOpen) controller.close();
        isOpen = false;
      });
      incoming.once('close', () => {
        if (isOpen) controller.error(new Error('The request broke off.'));
        isOpen = false;
      });
      incoming.once('error', () => undefined);
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      isOpen = false;
    },
  });
}

function originalTarget(incoming: IncomingMessage): string {
  const original: unknown = Reflect.get(incoming, 'originalUrl');
  return typeof original === 'string' ? original : (incoming.url ?? '/');
}

function isBelow(basePath: string, target: string): boolean {
  const [path = ''] = target.split(/[?#]/);
  return path === basePath || path.startsWith(`${basePath}/`);
}
