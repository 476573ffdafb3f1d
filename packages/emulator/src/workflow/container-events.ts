import type { Emit, NodeScope } from './node-scope.ts';
import { round } from './run-facts.ts';

/** How the events of iterations and loops begin. Their id is the node's. */
export function containerHead({ node }: NodeScope) {
  return { id: node.id, node_id: node.id, node_type: node.data.type, title: node.data.title ?? '' };
}

/** What is known when a container has ended. */
export interface ContainerEnd {
  readonly createdAt: number;
  /** `performance.now()` */
  readonly startedAt: number;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly tokens: number;
  readonly steps: number;
  readonly isFailed: boolean;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** `iteration_completed` and `loop_completed`. A failed one has no error either. */
export function completedData(scope: NodeScope, end: ContainerEnd): Record<string, unknown> {
  return {
    ...containerHead(scope),
    outputs: end.outputs,
    outputs_truncated: false,
    created_at: end.createdAt,
    extras: {},
    inputs: end.inputs,
    inputs_truncated: false,
    status: end.isFailed ? 'failed' : 'succeeded',
    error: null,
    elapsed_time: round((performance.now() - end.startedAt) / 1000),
    total_tokens: end.tokens,
    execution_metadata: {
      total_tokens: end.tokens,
      total_price: end.tokens > 0 ? '0' : '0.0',
      currency: 'USD',
      ...end.metadata,
    },
    finished_at: scope.run.server.now(),
    steps: end.steps,
  };
}

/** Counts the tokens of the nodes whose events pass. */
export function askedTokens(emit: Emit): { emit: Emit; total(): number } {
  let sum = 0;
  return {
    emit(event, data) {
      const metadata = event === 'node_finished' ? data.execution_metadata : null;
      const tokens: unknown =
        typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'total_tokens') : 0;
      if (typeof tokens === 'number') sum += tokens;
      emit(event, data);
    },
    total: () => sum,
  };
}
