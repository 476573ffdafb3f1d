import { keepConversationVariable } from '../conversation-variables.ts';
import { NodeFailure, type NodeKind } from '../node-scope.ts';
import { typeOf } from '../value-text.ts';
import type { AssignerData, Selector } from '../workflow-definition.ts';

/** Changes variables of the conversation or of a loop. */
export const runAssigner: NodeKind<'assigner'> = (data, { node, pool, run }) => {
  const changed = new Map<string, { selector: Selector; value: unknown }>();
  for (const { input_type, operation, value, variable_selector } of itemsOf(data)) {
    const before = pool.get(variable_selector);
    if (before === undefined) {
      throw new NodeFailure(`variable ${variable_selector.join('.')} not found`, 'VariableOperatorNodeError');
    }
    const operand = input_type === 'variable' && isSelector(value) ? pool.get(value) : value;
    const after = assigned(before, operation, operand);
    pool.set(variable_selector, after);
    changed.set(variable_selector.join('.'), { selector: variable_selector, value: after });
    if (variable_selector[0] === 'conversation') keepConversationVariable(run, variable_selector[1] ?? '', after);
  }
  const all = [...changed.values()];
  return {
    inputs: told(data, node.data),
    processData: {
      ...Object.fromEntries(all.map(({ selector, value }) => [selector.at(-1) ?? '', value])),
      __updated_variables: all.map(({ selector, value }) => ({
        name: selector.at(-1) ?? '',
        selector,
        value_type: typeOf(value),
        new_value: value,
      })),
    },
  };
};

type Item = AssignerData['items'][number];

/** The items; older definitions name one variable. */
function itemsOf(data: AssignerData): readonly Item[] {
  if (Array.isArray(data.items)) return data.items;
  const { assigned_variable_selector: target, input_variable_selector: source, write_mode: operation } = data;
  if (!isSelector(target)) return [];
  return [{ variable_selector: target, input_type: 'variable', operation: String(operation), value: source }];
}

function isSelector(value: unknown): value is Selector {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function assigned(before: unknown, operation: string, operand: unknown): unknown {
  const list: unknown[] = Array.isArray(before) ? before : [];
  switch (operation) {
    case 'over-write':
    case 'set':
      return operand ?? null;
    case 'clear':
      return Array.isArray(before) ? [] : emptyOf(before);
    case 'append':
      return [...list, operand];
    case 'extend':
      return [...list, ...(Array.isArray(operand) ? operand : [operand])];
    case 'remove-first':
      return list.slice(1);
    case 'remove-last':
      return list.slice(0, -1);
    case '+=':
      return Number(before) + Number(operand);
    case '-=':
      return Number(before) - Number(operand);
    case '*=':
      return Number(before) * Number(operand);
    case '/=':
      if (Number(operand) === 0) throw new NodeFailure('division by zero', 'VariableOperatorNodeError');
      return Number(before) / Number(operand);
    default:
      throw new NodeFailure(`operation ${operation} not supported`, 'VariableOperatorNodeError');
  }
}

function emptyOf(value: unknown): unknown {
  if (typeof value === 'number') return 0;
  if (typeof value === 'boolean') return false;
  return typeof value === 'string' ? '' : {};
}

/** The settings as the server's own model writes them. */
function told(data: AssignerData, { desc = '', selected = false }: { readonly [field: string]: unknown }) {
  const { isInIteration, isInLoop, iteration_id, loop_id } = data;
  return {
    type: data.type,
    title: data.title ?? '',
    desc,
    version: data.version ?? '2',
    error_strategy: null,
    default_value: null,
    retry_config: { max_retries: 0, retry_interval: 0, retry_enabled: false },
    items: itemsOf(data).map(({ input_type = 'variable', operation, value = null, variable_selector }) => ({
      variable_selector,
      input_type,
      operation,
      value,
    })),
    selected,
    ...(isInIteration === undefined ? {} : { isInIteration }),
    ...(isInLoop === undefined ? {} : { isInLoop }),
    ...(iteration_id === undefined ? {} : { iteration_id }),
    ...(loop_id === undefined ? {} : { loop_id }),
  };
}
