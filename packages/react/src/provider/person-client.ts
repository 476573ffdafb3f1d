import type { DifyClient } from '@dify-oapi/core';

/** A client for as long as one person is signed in. */
export interface PersonClient {
  readonly dify: DifyClient;
  /** Ends what is in flight, and refuses what comes later. Tells Dify nothing: answers go on there. */
  close(): void;
}

/**
 * The same client for one person: a new object, so that everything kept by client begins anew, and one that can be closed,
 * so that nothing of one person arrives, or is sent, in the days of the next.
 */
export function personClient(root: DifyClient): PersonClient {
  const life = new AbortController();
  const dify: DifyClient = Object.create(root, {
    request: { value: forLife(root.request, life.signal) },
    stream: { value: forLife(root.stream, life.signal) },
  });
  return {
    dify,
    close: () => life.abort(new DOMException('The person has changed.', 'AbortError')),
  };
}

/** `request` and `stream` have the same shape: endpoint, input, options with a signal. */
function forLife(send: (...input: never[]) => unknown, life: AbortSignal): unknown {
  return (endpoint: unknown, input: unknown, options?: { readonly signal?: AbortSignal }) =>
    Reflect.apply(send, undefined, [endpoint, input, { ...options, signal: either(options?.signal, life) }]);
}

function either(own: AbortSignal | undefined, life: AbortSignal): AbortSignal {
  return own === undefined ? life : AbortSignal.any([own, life]);
}
