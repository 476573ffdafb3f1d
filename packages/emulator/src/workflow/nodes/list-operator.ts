import { checkCondition } from '../check-condition.ts';
import { NodeFailure, type NodeKind } from '../node-scope.ts';
import { isOutputFile } from '../output-file.ts';
import { textOf } from '../value-text.ts';

/** Filters, sorts and cuts a list. */
export const runListOperator: NodeKind<'list-operator'> = (data, { pool }) => {
  const value = pool.get(data.variable);
  if (value === undefined) {
    throw new NodeFailure(`Variable not found for selector: ${data.variable.join('.')}`, 'ListOperatorError');
  }
  let list: unknown[] = Array.isArray(value) ? value : [];
  const inputs = { variable: list };
  if (data.filter_by?.enabled) {
    for (const { comparison_operator, key, value: expected } of data.filter_by.conditions ?? []) {
      const operand = typeof expected === 'string' ? pool.fill(expected) : expected;
      list = list.filter((item) => checkCondition(keyed(item, key), comparison_operator, operand));
    }
  }
  if (data.extract_by?.enabled) {
    const serial = Number(pool.fill(data.extract_by.serial ?? '1'));
    if (!(serial >= 1)) throw new NodeFailure(`Invalid serial index: must be >= 1, got ${serial}`, 'ListOperatorError');
    if (serial > list.length) {
      const message = `Invalid serial index: must be <= ${list.length}, got ${serial}`;
      throw new NodeFailure(message, 'ListOperatorError');
    }
    list = list.slice(serial - 1, serial);
  }
  if (data.order_by?.enabled) {
    const { key, value: order } = data.order_by;
    const sign = order === 'desc' ? -1 : 1;
    list = list.toSorted((a, b) => sign * compare(keyed(a, key), keyed(b, key)));
  }
  if (data.limit?.enabled) list = list.slice(0, data.limit.size ?? list.length);
  return {
    inputs,
    processData: inputs,
    outputs: { result: list, first_record: list[0] ?? null, last_record: list.at(-1) ?? null },
  };
};

/** Files are looked at by a key, other items as they are. */
function keyed(item: unknown, key: string | undefined): unknown {
  if (!isOutputFile(item) || !key) return item;
  return key === 'name' ? item.filename : Reflect.get(item, key);
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0;
}
