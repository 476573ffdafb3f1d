import type { Journal } from './journal.ts';
import { recordsOf } from './records-of.ts';

/** What is wrong with the line at the moment. */
interface LineState {
  /** Nothing arrives, and nothing breaks. */
  readonly isSilent: boolean;
  /** Every record takes 300 ms more. */
  readonly isSlow: boolean;
  /** No request leaves, and the browser says that it is offline. */
  readonly isOffline: boolean;
  /** The answer to the next question gets lost on its way, before its first byte. */
  readonly dropsHeaders: boolean;
}

/** A `fetch` whose connections can be broken while they are in use. */
export interface BreakableLine {
  readonly fetch: typeof fetch;
  getSnapshot(): LineState;
  subscribe(listener: () => void): () => void;
  set(change: Partial<LineState>): void;
  /** Breaks every stream that is open. */
  cut(): void;
  /** Writes a line that is no event between two events. */
  garble(): void;
  /** Hands the next event over twice. */
  repeat(): void;
}

const fine: LineState = { isSilent: false, isSlow: false, isOffline: false, dropsHeaders: false };
const garbage = new TextEncoder().encode('data: {"event":"message","ans\n\n');

/** Puts a line that can be broken before a `fetch`, and writes into a journal what happens on it. */
export function createBreakableLine(inner: typeof fetch, journal: Journal): BreakableLine {
  const listeners = new Set<() => void>();
  const open = new Set<AbortController>();
  let state = fine;
  let garbled = 0;
  let repeated = 0;
  let lastKey: string | null = null;

  function set(change: Partial<LineState>): void {
    const before = state;
    state = { ...state, ...change };
    if (before.isOffline !== state.isOffline) pretend(!state.isOffline);
    if (state.isOffline) breakOpen();
    for (const listener of [...listeners]) listener();
  }
  function breakOpen(): void {
    for (const connection of [...open]) connection.abort(lost());
  }

  /** Holds back while the line is silent. */
  function passable(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!signal.aborted && state.isSilent) return;
        listeners.delete(check);
        signal.removeEventListener('abort', check);
        if (signal.aborted) reject(signal.reason);
        else resolve();
      };
      listeners.add(check);
      signal.addEventListener('abort', check);
      check();
    });
  }

  function broken(body: ReadableStream<Uint8Array>, request: Tracked): ReadableStream<Uint8Array> {
    const connection = new AbortController();
    open.add(connection);
    const reader = body.getReader();
    let first = '';
    let last = request.after;
    async function* bytes(): AsyncGenerator<Uint8Array, void> {
      for await (const record of recordsOf(reader)) {
        await passable(connection.signal);
        if (state.isSlow) await new Promise((resolve) => setTimeout(resolve, 300));
        connection.signal.throwIfAborted();
        if (garbled > 0) {
          garbled--;
          yield garbage;
        }
        yield record.bytes;
        if (record.id === '') continue;
        if (repeated > 0) {
          repeated--;
          yield record.bytes;
        }
        first ||= record.id;
        last = record.id;
        request.note(`events ${first} to ${last}`);
      }
    }
    const chunks = bytes();
    connection.signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
    return new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          connection.signal.throwIfAborted();
          if (!done) controller.enqueue(value);
          else {
            open.delete(connection);
            controller.close();
          }
        } catch {
          open.delete(connection);
          journal.write(`Connection lost after event ${last || '0'}`, 'lost');
          controller.error(lost());
        }
      },
      cancel(reason) {
        open.delete(connection);
        return reader.cancel(reason);
      },
    });
  }

  /** Writes a request into the journal, if it concerns an answer. */
  function track(method: string, url: URL, headers: Headers): Tracked | undefined {
    const { pathname, searchParams } = url;
    if (method === 'POST' && pathname.endsWith('/chat-messages')) {
      const key = headers.get('idempotency-key');
      const isAgain = key !== null && key === lastKey;
      lastKey = key;
      return {
        isQuestion: true,
        after: '',
        note: journal.write(isAgain ? 'Sent again, same key' : 'Question sent', 'live'),
      };
    }
    if (method === 'GET' && /\/runs\/[^/]+$/.test(pathname)) {
      const after = searchParams.get('after') ?? headers.get('last-event-id') ?? '0';
      const title =
        after === '0' || after === '' ? 'Replaying from the first event' : `Getting the rest after event ${after}`;
      return { isQuestion: false, after, note: journal.write(title, 'live') };
    }
    if (method === 'POST' && pathname.endsWith('/stop')) journal.write('Stop told to the server');
    return undefined;
  }

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set,
    cut: breakOpen,
    garble() {
      garbled++;
    },
    repeat() {
      repeated++;
    },
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input, window.location.href);
      const tracked = track(init?.method ?? 'GET', url, new Headers(init?.headers));
      if (state.isOffline) {
        tracked?.note('no connection');
        throw lost();
      }
      const response = await inner(input, init);
      if (tracked?.isQuestion === true && state.dropsHeaders) {
        set({ dropsHeaders: false });
        await response.body?.cancel();
        tracked.note('the answer got lost before its first byte');
        throw lost();
      }
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (tracked === undefined || !isStream || response.body === null) {
        if (tracked !== undefined) tracked.note(`answered ${response.status}`);
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(broken(response.body, tracked), { status, statusText, headers });
    },
  };
}

interface Tracked {
  readonly isQuestion: boolean;
  /** The number after which the events begin. */
  readonly after: string;
  note(detail: string): void;
}

function lost(): TypeError {
  return new TypeError('network error');
}

/** Lets the page believe that the browser has, or has not, a connection. */
function pretend(isOnline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}
