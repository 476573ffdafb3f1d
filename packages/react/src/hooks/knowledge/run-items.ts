import { AbortError, AuthenticationError, PermissionDeniedError } from '@dify-oapi/core';

/** How one item of a long action fares. */
export interface ItemOutcome {
  readonly id: string;
  /** `skipped`: not tried, because the action was canceled, or refused for all of them. */
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** Why it failed. */
  readonly error?: Error;
}

/** How to go through the items. */
export interface RunItemsOptions {
  /** At once. @default 1 */
  readonly concurrency?: number | undefined;
  /** Cancels what has not begun; what is done stays done. */
  readonly signal?: AbortSignal | undefined;
  /** Told of all items whenever one fares otherwise. */
  readonly onChange?: ((items: readonly ItemOutcome[]) => void) | undefined;
}

/**
 * Goes through items one by one, each with an outcome of its own: one that fails does not stop the others. What is refused
 * to the key altogether stops all of them.
 */
export async function runItems(
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
  { concurrency = 1, signal, onChange }: RunItemsOptions = {},
): Promise<readonly ItemOutcome[]> {
  let items: readonly ItemOutcome[] = [...new Set(ids)].map((id) => ({ id, status: 'waiting' }));
  let isRefused = false;
  const queue = items.map(({ id }) => id);
  const set = (id: string, status: ItemOutcome['status'], error?: Error) => {
    items = items.map((item) => (item.id === id ? { id, status, ...(error && { error }) } : item));
    onChange?.(items);
  };
  const goOn = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (isRefused || signal?.aborted) {
        set(id, 'skipped');
        continue;
      }
      set(id, 'running');
      try {
        await work(id);
        set(id, 'done');
      } catch (error) {
        if (error instanceof AbortError) set(id, 'skipped');
        else set(id, 'failed', error instanceof Error ? error : new Error(String(error)));
        isRefused ||= isRefusalOfAll(error);
      }
    }
  };
  onChange?.(items);
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, goOn));
  return items;
}

function isRefusalOfAll(error: unknown): boolean {
  if (error instanceof AuthenticationError) return true;
  return error instanceof PermissionDeniedError && error.code !== 'archived_document_immutable';
}
