import type { NodeKind } from '../node-scope.ts';
import { renderTemplate } from '../render-template.ts';
import { wait } from '../run-facts.ts';
import { sandboxMs } from './code.ts';

/** Renders a template with named values. */
export const runTemplateTransform: NodeKind<'template-transform'> = async (data, { pool, run, signal }) => {
  const inputs = Object.fromEntries(
    data.variables.map(({ variable, value_selector }) => [variable, pool.get(value_selector) ?? null]),
  );
  await wait(run, sandboxMs, signal);
  return { inputs, outputs: { output: renderTemplate(data.template, inputs) } };
};
