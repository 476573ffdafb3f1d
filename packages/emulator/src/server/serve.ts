import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../emulator.ts';
import { toRequest } from './to-request.ts';
import { writeResponse } from './write-response.ts';

/** Where to listen. */
export interface ServeOptions {
  /** 0 takes any that is free. @default 5001 */
  port?: number;
  /** @default '127.0.0.1' */
  host?: string;
  /** Told when a body broke off; the connection is cut. */
  onError?: (error: unknown) => void;
}

/** A server that listens. */
export interface RunningServer {
  /** Its address without a path, e.g. `http://127.0.0.1:5001`. */
  readonly origin: string;
  /** What clients take: the origin and `/v1`. */
  readonly baseURL: string;
  readonly port: number;
  /** Takes no more requests, lets those that run come to their end for a while, then cuts them. */
  close(graceMs?: number): Promise<void>;
}

/**
 * Serves an emulator over HTTP.
 *
 * @throws Error when the port is taken
 */
export function serve(
  { fetch }: Pick<Emulator, 'fetch'>,
  { port = 5001, host = '127.0.0.1', onError }: ServeOptions = {},
): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: 65_000 }, (message, target) => {
    const gone = new AbortController();
    target.once('close', () => gone.abort());
    answer()
      .then((response) => writeResponse(target, response))
      .catch((error: unknown) => {
        target.destroy();
        onError?.(error);
      });

    async function answer(): Promise<Response> {
      let request: Request;
      try {
        request = toRequest(message, `${host}:${port}`, gone.signal);
      } catch {
        return new Response('Bad Request\n', { status: 400 });
      }
      return fetch(request);
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const { port: actual } = server.address() as AddressInfo;
      const origin = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
      resolve({ origin, baseURL: `${origin}/v1`, port: actual, close: (graceMs = 2000) => close(graceMs) });
    });
  });

  function close(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      // A connection that is kept alive closes when its last answer has ended.
      const idle = setInterval(() => server.closeIdleConnections(), 20);
      server.close(() => {
        clearTimeout(timer);
        clearInterval(idle);
        resolve();
      });
      server.closeIdleConnections();
    });
  }
}
