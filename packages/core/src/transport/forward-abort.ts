/**
 * Hears of a signal's abort, at once when it has happened already.
 *
 * @returns a function that lets go of the signal again, so that a long-lived one collects no listeners
 */
export function forwardAbort(signal: AbortSignal | undefined, onAbort: (reason: unknown) => void): () => void {
  const abort = () => onAbort(signal?.reason);
  if (signal?.aborted) {
    abort();
    return () => undefined;
  }
  signal?.addEventListener('abort', abort, { once: true });
  return () => signal?.removeEventListener('abort', abort);
}
