import type { NodeKind } from '../node-scope.ts';

/** Hands on the form's values. */
export const runStart: NodeKind<'start'> = (data, { run }) => {
  const { inputs } = run.row;
  const values = Object.fromEntries(data.variables.map(({ variable }) => [variable, inputs[variable] ?? null]));
  return { inputs: values, outputs: values };
};
