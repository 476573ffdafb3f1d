import { createEventCounter } from './event-counter.ts';
import type { NetworkLog } from './network-log.ts';

/** A `fetch` that writes each request, and the events that stream back, into a log. The answers pass through unaltered. */
export function createLoggedFetch(log: NetworkLog, base: string): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const update = log.begin(method, decodeURI(url.pathname.replace(base, '') + url.search));
    let response: Response;
    try {
      response = await fetch(input, init);
    } catch (error) {
      update({ outcome: isAbort(error) ? 'closed' : 'failed' });
      throw error;
    }
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (!isStream || response.body === null) {
      update({ outcome: response.status });
      return response;
    }
    update({ outcome: 'open' });
    const { status, statusText, headers } = response;
    return new Response(watched(response.body, status, update), { status, statusText, headers });
  };
}

function watched(
  body: ReadableStream<Uint8Array>,
  status: number,
  update: ReturnType<NetworkLog['begin']>,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const counter = createEventCounter();
  const outcomeOf = (unfinished: 'cut' | 'closed') => {
    const ending = counter.ending();
    if (ending === undefined) return unfinished;
    return ending === 'whole' ? status : ending;
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          update({ outcome: outcomeOf('cut') });
          controller.close();
          return;
        }
        counter.add(value);
        update({ outcome: 'open', events: counter.counts() });
        controller.enqueue(value);
      } catch (error) {
        update({ outcome: outcomeOf(isAbort(error) ? 'closed' : 'cut') });
        controller.error(error);
      }
    },
    cancel(reason) {
      update({ outcome: outcomeOf('closed') });
      return reader.cancel(reason);
    },
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
