/** Waits, at most until `ended`. Milliseconds. */
export function sleep(ms: number, ended?: AbortSignal): Promise<void> {
  if (ms <= 0 || ended?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      ended?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended?.addEventListener('abort', done);
  });
}
