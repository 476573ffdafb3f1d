import { bodyOf, bytesOf } from './streams.ts';

/** What one call got, in short. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
  readonly signal: AbortSignal | null;
}

/** An answer: a stream's text or body, or JSON with a status. */
export type Script = (call: RecordedCall) => Response | Promise<Response>;

/** A server that answers by a script: `METHOD /path` or a path's beginning to what it says. Keeps what it was asked. */
export function scriptedDify(routes: Readonly<Record<string, Script>>): { fetch: typeof fetch; calls: RecordedCall[] } {
  const calls: RecordedCall[] = [];
  return {
    calls,
    async fetch(input, init) {
      const url = new URL(String(input), 'http://dify.test');
      const text = typeof init?.body === 'string' ? init.body : '{}';
      const call: RecordedCall = {
        method: init?.method ?? 'GET',
        path: url.pathname + url.search,
        body: JSON.parse(text),
        headers: new Headers(init?.headers),
        signal: init?.signal ?? null,
      };
      calls.push(call);
      const key = Object.keys(routes).find((route) => `${call.method} ${call.path}`.startsWith(route));
      const script = key === undefined ? undefined : routes[key];
      if (script === undefined) return json(404, { code: 'not_found', message: 'Not found.', status: 404 });
      const aborted = new Promise<never>((_, reject) => {
        const abort = () => reject(new DOMException('This operation was aborted', 'AbortError'));
        if (call.signal?.aborted) abort();
        call.signal?.addEventListener('abort', abort, { once: true });
      });
      aborted.catch(() => undefined);
      return Promise.race([Promise.resolve(script(call)), aborted]);
    },
  };
}

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** A stream of events; a connection that is closed by its reader ends it. */
export function events(body: string | ReadableStream<Uint8Array>): Response {
  const stream = typeof body === 'string' ? bodyOf([bytesOf(body)]) : body;
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

/** A stream that is written while a test goes on. Breaks when the call is taken back, as a connection does. */
export function liveEvents(signal: AbortSignal | null): {
  response: Response;
  write(text: string): void;
  end(): void;
  breakOff(): void;
} {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(started) {
      controller = started;
    },
  });
  let open = true;
  const close = () => {
    if (open) controller?.error(new DOMException('aborted', 'AbortError'));
    open = false;
  };
  signal?.addEventListener('abort', close, { once: true });
  return {
    response: events(body),
    write: (text) => {
      if (open) controller?.enqueue(bytesOf(text));
    },
    end: () => controller?.close(),
    breakOff: () => controller?.error(new TypeError('terminated')),
  };
}
