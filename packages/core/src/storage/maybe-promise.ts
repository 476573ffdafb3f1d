import type { MaybePromise } from './storage-adapter.ts';

/** Does something that may throw or reject; then the failure is told and there is no value. */
export function attempt<Value>(
  act: () => MaybePromise<Value>,
  onFailure: (error: unknown) => void,
): MaybePromise<Value | undefined> {
  try {
    const value = act();
    if (!isPromiseLike(value)) return value;
    return value.then(undefined, (error: unknown) => {
      onFailure(error);
      return undefined;
    });
  } catch (error) {
    onFailure(error);
    return undefined;
  }
}

/** Goes on with a value, without a turn of the loop when it is there already. */
export function chain<Value, Next>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Next>,
): MaybePromise<Next> {
  return isPromiseLike(value) ? value.then(next) : next(value);
}

/** Waits for those that are promises. */
export function allOf(values: readonly MaybePromise<unknown>[]): MaybePromise<undefined> {
  const waits = values.filter(isPromiseLike);
  return waits.length === 0 ? undefined : Promise.all(waits).then(() => undefined);
}

/** Whether a value is still to come. */
export function isPromiseLike<Value>(value: MaybePromise<Value>): value is PromiseLike<Value> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
