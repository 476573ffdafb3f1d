import { type HttpHandler, http } from 'msw';
import type { Emulator } from './emulator.ts';

/** Where requests that an emulator answers are sent to. */
export interface DifyHandlersOptions {
  /** What clients have as their base URL, e.g. `https://api.dify.ai/v1`. */
  baseURL: string;
}

/**
 * Handlers for Mock Service Worker: everything below a base URL is answered by an emulator, streams too.
 *
 * @example setupServer(...difyHandlers(createEmulator(), { baseURL: 'https://api.dify.ai/v1' }))
 */
export function difyHandlers({ fetch }: Pick<Emulator, 'fetch'>, { baseURL }: DifyHandlersOptions): HttpHandler[] {
  const base = new URL(baseURL);
  const path = base.pathname.replace(/\/$/, '');
  const answer = ({ request }: { request: Request }) => {
    const url = new URL(request.url);
    return fetch(new Request(`${url.origin}/v1${url.pathname.slice(path.length)}${url.search}`, request));
  };
  // Addresses of files lie beside the base URL.
  const files = ({ request }: { request: Request }) => fetch(request);
  return [http.all(`${base.origin}${path}/*`, answer), http.all(`${base.origin}/files/*`, files)];
}
