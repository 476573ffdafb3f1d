/** What a promise comes to, or `undefined` as soon as the signal says that nobody waits for it any more. */
export function until<Value>(ended: AbortSignal, promise: Promise<Value>): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    if (ended.aborted) return resolve(undefined);
    const leave = () => resolve(undefined);
    ended.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => ended.removeEventListener('abort', leave));
  });
}
