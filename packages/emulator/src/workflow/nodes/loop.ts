import { checkCondition } from '../check-condition.ts';
import { askedTokens, completedData, containerHead } from '../container-events.ts';
import { NodeFailure, type NodeKind, type NodeScope, type Place } from '../node-scope.ts';
import { round } from '../run-facts.ts';
import type { LoopData } from '../workflow-definition.ts';

/** Runs its inside again and again, until a condition holds or the count is reached. */
export const runLoop: NodeKind<'loop'> = async (data, scope) => {
  const { node, place, pool, run } = scope;
  const names = (data.loop_variables ?? []).map(({ label }) => label);
  const first = Object.fromEntries(
    (data.loop_variables ?? []).map(({ label, value, value_type, var_type }) => [
      label,
      value_type === 'variable' && Array.isArray(value) ? pool.get(value.map(String)) : constantOf(value, var_type),
    ]),
  );
  pool.put(node.id, first);
  const inputs = { loop_count: data.loop_count, ...first };
  const head = containerHead(scope);
  const createdAt = run.server.now();
  const startedAt = performance.now();
  const started = { loop_length: data.loop_count };
  scope.emit('loop_started', {
    ...head,
    created_at: createdAt,
    extras: {},
    metadata: started,
    inputs,
    inputs_truncated: false,
  });
  const values = () => Object.fromEntries(names.map((name) => [name, pool.get([node.id, name]) ?? null]));
  const durations: Record<string, number> = {};
  const variables: Record<string, unknown> = {};
  const tokens = askedTokens(scope.emit);
  let error: NodeFailure | undefined;
  let reason = 'loop_completed';
  let rounds = 0;
  while (rounds < data.loop_count && error === undefined) {
    if (rounds === 0 && isOver(data, scope)) {
      reason = 'loop_break';
      break;
    }
    const roundAt = performance.now();
    const inside: Place = { ...place, loopId: node.id, loopIndex: rounds, depth: place.depth + 1 };
    const end = await scope.round(pool, inside, tokens.emit);
    error = end.error;
    durations[rounds] = round((performance.now() - roundAt) / 1000);
    variables[rounds] = values();
    rounds++;
    if (error !== undefined) break;
    if (end.isBroken || isOver(data, scope)) {
      reason = 'loop_break';
      break;
    }
    scope.emit('loop_next', {
      ...head,
      index: rounds,
      created_at: run.server.now(),
      pre_loop_output: {},
      extras: {},
    });
  }
  const outputs = { ...values(), loop_round: rounds };
  scope.emit(
    'loop_completed',
    completedData(scope, {
      createdAt,
      startedAt,
      inputs,
      outputs,
      tokens: tokens.total(),
      steps: data.loop_count,
      isFailed: error !== undefined,
      metadata: { loop_duration_map: durations, loop_variable_map: variables, completed_reason: reason },
    }),
  );
  if (error) throw new NodeFailure(error.message, error.type, { inputs });
  return { inputs, outputs };
};

function isOver({ break_conditions: conditions = [], logical_operator }: LoopData, { pool }: NodeScope): boolean {
  const results = conditions.map(({ comparison_operator, value, variable_selector }) =>
    checkCondition(
      pool.get(variable_selector),
      comparison_operator,
      typeof value === 'string' ? pool.fill(value) : value,
    ),
  );
  return results.length > 0 && (logical_operator === 'or' ? results.some(Boolean) : results.every(Boolean));
}

/** A constant of the editor: numbers, objects and lists are written as text. */
function constantOf(value: unknown, type: string): unknown {
  if (typeof value !== 'string' || type === 'string') return value ?? null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
