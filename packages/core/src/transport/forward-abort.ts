/**
 * Lets a caller's signal abort a controller of ours.
 *
 * @returns a function that lets go of the signal again, so that a long-lived one collects no listeners
 */
export function forwardAbort(signal: AbortSignal | undefined, controller: AbortController): () => void {
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return () => signal?.removeEventListener('abort', abort);
}
