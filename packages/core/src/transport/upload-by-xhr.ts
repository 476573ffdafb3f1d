import type { UploadProgress } from './options.ts';

/** The part of XMLHttpRequest that an upload needs; the core knows no page. */
interface Xhr {
  responseType: string;
  readonly status: number;
  readonly statusText: string;
  readonly response: unknown;
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string;
  send(body: FormData): void;
  abort(): void;
}

type XhrConstructor = new () => Xhr;

/** One upload. */
export interface XhrUpload {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData;
  readonly signal: AbortSignal;
  onProgress(progress: UploadProgress): void;
}

/** The XMLHttpRequest of a page, where there is one. */
export function xhrOf(scope: object): XhrConstructor | undefined {
  const xhr: unknown = Reflect.get(scope, 'XMLHttpRequest');
  return isConstructor(xhr) ? xhr : undefined;
}

/** Uploads a form as `fetch` would, and tells how far it is, which `fetch` cannot. */
export function uploadByXhr(Request: XhrConstructor, upload: XhrUpload): Promise<Response> {
  const { signal } = upload;
  return new Promise<Response>((resolve, reject) => {
    const xhr = new Request();
    const abort = () => xhr.abort();
    const settle = (done: () => void) => () => {
      signal.removeEventListener('abort', abort);
      done();
    };
    xhr.open(upload.method, upload.url);
    xhr.responseType = 'blob';
    for (const [name, value] of Object.entries(upload.headers)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded, total }) => upload.onProgress({ loaded, total });
    xhr.onload = settle(() => resolve(responseOf(xhr)));
    xhr.onerror = settle(() => reject(new TypeError('The upload could not reach the server.')));
    xhr.onabort = settle(() => reject(new DOMException('The upload was aborted.', 'AbortError')));
    signal.addEventListener('abort', abort, { once: true });
    xhr.send(upload.body);
  });
}

function responseOf(xhr: Xhr): Response {
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const empty = xhr.status === 204 || xhr.status === 205 || xhr.status === 304;
  const body = !empty && xhr.response instanceof Blob ? xhr.response : null;
  return new Response(body, { status: xhr.status, statusText: xhr.statusText, headers });
}

function isConstructor(value: unknown): value is XhrConstructor {
  return typeof value === 'function';
}
