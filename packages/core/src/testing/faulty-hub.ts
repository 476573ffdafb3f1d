import type { FakeEnvironment } from './fake-environment.ts';
import { json } from './scripted-dify.ts';
import { bytesOf } from './streams.ts';

/** What goes wrong with one connection. */
export interface Fault {
  /** After how many bytes. Infinity: nothing goes wrong. */
  readonly afterBytes: number;
  /** The connection breaks, ends as if all were said, or stays open without a word. */
  readonly how: 'break' | 'end' | 'stall';
  /** The answer's headers never come, though the server has begun. */
  readonly losesHeaders: boolean;
  /** Every so many records comes twice; 0: none. */
  readonly repeatsEach: number;
  /** After every so many records comes a keep-alive; 0: none. */
  readonly pingsEach: number;
}

/** No fault. */
export const soundConnection: Fault = {
  afterBytes: Number.POSITIVE_INFINITY,
  how: 'break',
  losesHeaders: false,
  repeatsEach: 0,
  pingsEach: 0,
};

/** What a hub of tests was asked. */
interface HubCounts {
  /** Runs that were begun. */
  runs: number;
  /** Stops that were told. */
  stops: number;
  /** Streams that were opened. */
  streams: number;
}

/** A server that keeps the log of one recorded run, behind a network that fails as a test says. */
export interface FaultyHub {
  readonly fetch: typeof fetch;
  readonly counts: HubCounts;
}

/** What a hub of tests answers. */
export interface FaultyHubOptions {
  readonly environment: FakeEnvironment;
  /** The data of the run's events, as JSON. */
  readonly events: readonly string[];
  /** Milliseconds between two events. */
  readonly everyMs: number;
  /** How many events go out together. @default 1 */
  readonly burst?: number;
  /** The fault of the next connection. */
  nextFault(): Fault;
}

/** An event as it goes out. */
export function recordOf(at: number, data: string): string {
  return `id: ${at + 1}\ndata: ${data}\n\n`;
}

/** Keeps a run's log in memory, numbers its events and replays them, as the handler's hub does. */
export function faultyHub({ environment, events, everyMs, burst = 1, nextFault }: FaultyHubOptions): FaultyHub {
  const counts: HubCounts = { runs: 0, stops: 0, streams: 0 };
  let begunAt: number | undefined;
  /** After how many events the run was stopped. */
  let stoppedAfter: number | undefined;

  const produced = () =>
    begunAt === undefined
      ? 0
      : Math.min(stoppedAfter ?? events.length, Math.floor((environment.now() - begunAt) / everyMs));
  const isOver = () => produced() === events.length || stoppedAfter !== undefined;

  const stopped = JSON.stringify({ event: 'error', code: 'stopped', status: 200, message: 'Stopped.' });

  function streamAfter(after: number, signal: AbortSignal | null | undefined): Response {
    counts.streams++;
    const fault = nextFault();
    let left = fault.afterBytes;
    let sent = after;
    let isOpen = true;
    let cancelTimer: () => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const close = (how: Fault['how']) => {
          cancelTimer();
          if (!isOpen) return;
          isOpen = how === 'stall';
          if (how === 'break') controller.error(new TypeError('terminated'));
          if (how === 'end') controller.close();
        };
        signal?.addEventListener('abort', () => close('break'), { once: true });
        const write = (text: string) => {
          const bytes = bytesOf(text);
          if (left <= 0) return;
          controller.enqueue(bytes.length <= left ? bytes : bytes.slice(0, left));
          left -= bytes.length;
          if (left <= 0) close(fault.how);
        };
        const pump = () => {
          while (isOpen && left > 0 && sent < produced()) {
            const record = recordOf(sent, events[sent] ?? stopped);
            sent++;
            write(record);
            if (fault.repeatsEach > 0 && sent % fault.repeatsEach === 0 && isOpen) write(record);
            if (fault.pingsEach > 0 && sent % fault.pingsEach === 0 && isOpen) write('event: ping\n\n: keep-alive\n\n');
          }
          if (!isOpen || left <= 0) return;
          if (isOver()) {
            if (stoppedAfter !== undefined && sent === stoppedAfter) write(recordOf(events.length, stopped));
            return close('end');
          }
          if (!environment.isOnline()) return close('stall');
          cancelTimer = environment.setTimer(everyMs * burst, pump);
        };
        pump();
      },
      cancel() {
        isOpen = false;
        cancelTimer();
      },
    });
    if (fault.losesHeaders) {
      body.cancel().catch(() => undefined);
      throw new TypeError('fetch failed');
    }
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'dify-run': 'run-1~k.1.sig' } });
  }

  return {
    counts,
    async fetch(input, init) {
      const url = new URL(String(input), 'http://hub.test');
      const method = init?.method ?? 'GET';
      if (init?.signal?.aborted || !environment.isOnline()) throw new TypeError('fetch failed');
      const isSend = method === 'POST' && /\/(?:chat-messages|completion-messages|workflows\/run)$/.test(url.pathname);
      if (isSend) {
        const key = new Headers(init?.headers).get('idempotency-key');
        if (begunAt === undefined || key === null) {
          counts.runs++;
          begunAt = environment.now();
        }
        return streamAfter(0, init?.signal);
      }
      if (method === 'GET' && url.pathname.endsWith('/runs/run-1~k.1.sig')) {
        return streamAfter(Number(url.searchParams.get('after') ?? 0), init?.signal);
      }
      if (method === 'POST' && url.pathname.endsWith('/stop')) {
        counts.stops++;
        stoppedAfter ??= produced();
        return json(200, { result: 'success' });
      }
      return json(404, { code: 'not_found', message: 'Not found.', status: 404 });
    },
  };
}
