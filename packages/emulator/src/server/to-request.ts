import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/**
 * A request of Node's HTTP server as a `Request`; its body is read as it comes.
 *
 * @param signal aborted when the client has gone
 * @throws TypeError when it is none that `fetch` knows: a method like `TRACE`, an address that is no URL
 */
export function toRequest(message: IncomingMessage, fallbackHost: string, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = message;
  const headers = new Headers();
  for (let at = 0; at + 1 < message.rawHeaders.length; at += 2) {
    headers.append(message.rawHeaders[at] ?? '', message.rawHeaders[at + 1] ?? '');
  }
  const address = `http://${message.headers.host ?? fallbackHost}${url.startsWith('/') ? url : '/'}`;
  const hasBody =
    method !== 'GET' &&
    method !== 'HEAD' &&
    (message.headers['transfer-encoding'] !== undefined || Number(message.headers['content-length'] ?? 0) > 0);
  if (!hasBody) return new Request(address, { method, headers, signal });
  return new Request(address, { method, headers, signal, body: bodyOf(message), duplex: 'half' } as RequestInit);
}

/** Node's own stream types and the web's do not know that they are the same. */
function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  return Readable.toWeb(message) as ReadableStream<Uint8Array>;
}
