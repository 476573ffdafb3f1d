import type { NodeKind } from '../node-scope.ts';

/** Collects the run's outputs. */
export const runEnd: NodeKind<'end'> = (data, { pool }) => {
  const outputs = Object.fromEntries(
    data.outputs.map(({ variable, value_selector }) => [variable, pool.get(value_selector) ?? null]),
  );
  return { inputs: outputs, outputs };
};
