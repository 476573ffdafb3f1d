import { checkCondition } from '../check-condition.ts';
import type { NodeKind } from '../node-scope.ts';
import { textOf } from '../value-text.ts';

/** Takes the first case that holds, else `false`. */
export const runIfElse: NodeKind<'if-else'> = ({ cases }, { pool }) => {
  const seen: Record<string, unknown>[] = [];
  const groups: Record<string, unknown>[] = [];
  let chosen = 'false';
  for (const { case_id, conditions, logical_operator } of cases) {
    const results = conditions.map((condition) => {
      const actual = pool.get(condition.variable_selector);
      const expected = typeof condition.value === 'string' ? pool.fill(condition.value) : condition.value;
      seen.push({
        actual_value: typeof actual === 'object' ? textOf(actual) : actual,
        expected_value: expected ?? null,
        comparison_operator: condition.comparison_operator,
      });
      return checkCondition(actual, condition.comparison_operator, expected);
    });
    const holds = logical_operator === 'or' ? results.some(Boolean) : results.every(Boolean);
    groups.push({
      group: {
        case_id,
        logical_operator,
        conditions: conditions.map(({ comparison_operator, value, variable_selector }) => ({
          variable_selector,
          comparison_operator,
          value: value ?? null,
          sub_variable_condition: null,
        })),
      },
      results,
      final_result: holds,
    });
    if (holds) {
      chosen = case_id;
      break;
    }
  }
  return {
    inputs: { conditions: seen },
    processData: { condition_results: groups },
    outputs: { result: chosen !== 'false', selected_case_id: chosen },
    handle: chosen,
  };
};
