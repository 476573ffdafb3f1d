import { askedTokens, completedData, containerHead } from '../container-events.ts';
import { type Emit, NodeFailure, type NodeKind, type NodeScope, type Place } from '../node-scope.ts';
import { round } from '../run-facts.ts';
import type { VariablePool } from '../variable-pool.ts';
import type { IterationData } from '../workflow-definition.ts';

/** Runs its inside once for each item of a list, one after the other or several at a time. */
export const runIteration: NodeKind<'iteration'> = async (data, scope) => {
  const { pool, run } = scope;
  const list = pool.get(data.iterator_selector);
  const items: readonly unknown[] = Array.isArray(list) ? list : [];
  if (!Array.isArray(list) && list !== null && list !== undefined) {
    throw new NodeFailure('Invalid iterator value: expected a list.', 'IteratorVariableNotFoundError');
  }
  const inputs = { iterator_selector: items };
  const head = containerHead(scope);
  const createdAt = run.server.now();
  const startedAt = performance.now();
  scope.emit('iteration_started', {
    ...head,
    created_at: createdAt,
    extras: {},
    metadata: { iteration_length: items.length },
    inputs,
    inputs_truncated: false,
  });
  const durations: Record<string, number> = {};
  const tokens = askedTokens(scope.emit);
  const rounds = data.is_parallel
    ? await inParallel(data, scope, items, tokens.emit, durations)
    : await inOrder(data, scope, items, tokens.emit, durations);
  const output = outputOf(data, rounds.values);
  scope.emit('iteration_completed', {
    ...completedData(scope, {
      createdAt,
      startedAt,
      inputs,
      outputs: { output },
      tokens: tokens.total(),
      steps: items.length,
      isFailed: rounds.error !== undefined,
      metadata: { iteration_duration_map: durations },
    }),
  });
  if (rounds.error) throw new NodeFailure(rounds.error.message, rounds.error.type, { inputs });
  return { inputs, outputs: { output } };
};

interface Rounds {
  /** `undefined` where an item was thrown out. */
  readonly values: readonly unknown[];
  readonly error: NodeFailure | undefined;
}

/** Stands where an item is left out. */
const dropped = Symbol('dropped');

async function inOrder(
  data: IterationData,
  scope: NodeScope,
  items: readonly unknown[],
  emit: Emit,
  durations: Record<string, number>,
): Promise<Rounds> {
  const values: unknown[] = [];
  for (const [at, item] of items.entries()) {
    sayNext(scope, at);
    const { error, value } = await oneRound(data, scope, item, at, emit, durations);
    if (error !== undefined && isFatal(data)) return { values, error };
    values.push(value);
  }
  return { values, error: undefined };
}

/** Each round's events come in one block, when it has ended. */
async function inParallel(
  data: IterationData,
  scope: NodeScope,
  items: readonly unknown[],
  emit: Emit,
  durations: Record<string, number>,
): Promise<Rounds> {
  for (const at of items.keys()) sayNext(scope, at);
  const values: unknown[] = items.map(() => null);
  let next = 0;
  let error: NodeFailure | undefined;
  const work = async () => {
    for (let at = next++; at < items.length && error === undefined; at = next++) {
      const held: Parameters<Emit>[] = [];
      const end = await oneRound(data, scope, items[at], at, (...event) => held.push(event), durations);
      if (end.error !== undefined && isFatal(data)) {
        error ??= end.error;
        return;
      }
      if (error !== undefined) return;
      for (const event of held) emit(...event);
      values[at] = end.value;
    }
  };
  await Promise.all(Array.from({ length: Math.min(data.parallel_nums ?? 10, items.length) }, work));
  return { values: error ? items.map(() => null) : values, error };
}

async function oneRound(
  data: IterationData,
  scope: NodeScope,
  item: unknown,
  at: number,
  emit: Emit,
  durations: Record<string, number>,
): Promise<{ error: NodeFailure | undefined; value: unknown }> {
  const { node, place } = scope;
  const pool: VariablePool = scope.pool.copy();
  pool.put(node.id, { item, index: at });
  const startedAt = performance.now();
  const inside: Place = { ...place, iterationId: node.id, iterationIndex: at, depth: place.depth + 1 };
  const { error } = await scope.round(pool, inside, emit);
  durations[at] = round((performance.now() - startedAt) / 1000);
  if (error !== undefined) {
    return { error, value: data.error_handle_mode === 'remove-abnormal-output' ? dropped : null };
  }
  const { conversation } = pool.values;
  if (conversation !== undefined && !data.is_parallel) scope.pool.values.conversation = conversation;
  return { error: undefined, value: pool.get(data.output_selector) ?? null };
}

function isFatal({ error_handle_mode: mode }: IterationData): boolean {
  return mode !== 'continue-on-error' && mode !== 'remove-abnormal-output';
}

function outputOf({ flatten_output }: IterationData, values: readonly unknown[]): unknown[] {
  const kept = values.filter((value) => value !== dropped);
  const isNested = kept.length > 0 && kept.every(Array.isArray);
  return flatten_output !== false && isNested ? kept.flat() : kept;
}

function sayNext(scope: NodeScope, index: number): void {
  scope.emit('iteration_next', { ...containerHead(scope), index, created_at: scope.run.server.now(), extras: {} });
}
