import type { AppDefinition } from '../app-definition.ts';
import { appIdOf } from '../app-id-of.ts';
import type { Server } from '../context.ts';
import { invalidParam } from '../http/refusal.ts';

const running = new WeakMap<Server, Map<string, number>>();

/**
 * Takes a place among an app's runs; call the result when the run has ended.
 *
 * @param weight a streamed run of a workflow counts as two
 * @throws Refusal when no place is left
 */
export function takeSlot(server: Server, app: AppDefinition, weight = 1): () => void {
  const counts = running.get(server) ?? new Map<string, number>();
  running.set(server, counts);
  const count = counts.get(app.key) ?? 0;
  const limit = app.maxConcurrent ?? 0;
  if (limit > 0 && count + weight > limit) {
    const id = appIdOf(app);
    throw invalidParam(
      `Too many requests. Please try again later. The current maximum concurrent requests allowed for ${id} is ${limit}.`,
    );
  }
  counts.set(app.key, count + weight);
  let isTaken = true;
  return () => {
    if (isTaken) counts.set(app.key, (counts.get(app.key) ?? weight) - weight);
    isTaken = false;
  };
}
