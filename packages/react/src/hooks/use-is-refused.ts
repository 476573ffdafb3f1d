import { useSyncExternalStore } from 'react';
import { useDify } from '../provider/use-dify.ts';
import { refusedOperations } from './refused-operations.ts';

/** Whether the server has refused an operation in this page, e.g. `DELETE /conversations/{conversation_id}`. */
export function useIsRefused(operation: string | undefined): boolean {
  const { getSnapshot, subscribe } = refusedOperations(useDify());
  const isRefused = () => operation !== undefined && getSnapshot().has(operation);
  return useSyncExternalStore(subscribe, isRefused, isRefused);
}
