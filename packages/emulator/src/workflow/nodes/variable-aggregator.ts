import type { NodeOutcome, NodeScope } from '../node-scope.ts';
import type { Selector, VariableAggregatorData } from '../workflow-definition.ts';

/** Takes the first value that is there, of each group or of all. */
export function runVariableAggregator(data: VariableAggregatorData, { pool }: NodeScope): NodeOutcome {
  const first = (selectors: readonly Selector[]) =>
    selectors.find((selector) => pool.get(selector) !== undefined && pool.get(selector) !== null);
  const settings = data.advanced_settings;
  if (settings?.group_enabled !== true) {
    const selector = first(data.variables);
    const output = selector === undefined ? null : pool.get(selector);
    return { inputs: selector === undefined ? {} : { [selector.slice(1).join('.')]: output }, outputs: { output } };
  }
  const groups = (settings.groups ?? []).flatMap(({ group_name, variables }) => {
    const selector = first(variables);
    return selector === undefined ? [] : [{ group_name, selector, output: pool.get(selector) }];
  });
  return {
    inputs: Object.fromEntries(groups.map(({ output, selector }) => [selector.slice(1).join('.'), output])),
    outputs: Object.fromEntries(groups.map(({ group_name, output }) => [group_name, { output }])),
  };
}
