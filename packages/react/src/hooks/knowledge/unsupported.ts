import { APIError, type DifyClient, type Endpoint } from '@dify-oapi/core';
import { useSyncExternalStore } from 'react';

type Operation = Pick<Endpoint<object, unknown>, 'operationId'>;

const missing = new WeakMap<DifyClient, Set<string>>();
const listeners = new Set<() => void>();

/** Whether the server knows an operation, as far as this client has learnt: its control can be hidden when it does not. */
export function useIsSupported(dify: DifyClient, operation: Operation): boolean {
  const read = () => !isMissing(dify, operation);
  return useSyncExternalStore(subscribe, read, read);
}

/** Does the work, and remembers when the server turns out not to know the operation. */
export async function detecting<Result>(
  dify: DifyClient,
  operation: Operation,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isMissingRoute(error)) {
      const known = missing.get(dify) ?? new Set();
      missing.set(dify, known.add(operation.operationId));
      for (const listener of [...listeners]) listener();
    }
    throw error;
  }
}

/** Does the work, or the older way when the server does not know the operation. */
export async function withFallback<Result>(
  dify: DifyClient,
  operation: Operation,
  work: () => Promise<Result>,
  older: () => Promise<Result>,
): Promise<Result> {
  if (isMissing(dify, operation)) return older();
  try {
    return await detecting(dify, operation, work);
  } catch (error) {
    if (isMissingRoute(error)) return older();
    throw error;
  }
}

function isMissing(dify: DifyClient, { operationId }: Operation): boolean {
  return missing.get(dify)?.has(operationId) ?? false;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A route that is not there answers a page, or that the method is not allowed; a thing that is not there answers JSON. */
function isMissingRoute(error: unknown): boolean {
  if (!(error instanceof APIError)) return false;
  return error.status === 405 || (error.status === 404 && /^\s*</.test(error.body ?? ''));
}
