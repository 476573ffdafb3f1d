import { isOutputFile } from './output-file.ts';
import { textOf } from './value-text.ts';

/**
 * Whether a value stands in a relation to another, by the operators of if-else nodes, loops and lists.
 *
 * @throws Error for an operator that nobody knows
 */
export function checkCondition(actual: unknown, operator: string, expected: unknown): boolean {
  const value = actual ?? null;
  switch (operator) {
    case 'contains':
      return contains(value, expected);
    case 'not contains':
      return !contains(value, expected);
    case 'start with':
      return textOf(value).startsWith(textOf(expected));
    case 'end with':
      return textOf(value).endsWith(textOf(expected));
    case 'is':
    case '=':
      return equals(value, expected);
    case 'is not':
    case '≠':
      return !equals(value, expected);
    case 'empty':
      return isEmpty(value);
    case 'not empty':
      return !isEmpty(value);
    case 'null':
    case 'not exists':
      return value === null;
    case 'not null':
    case 'exists':
      return value !== null;
    case 'in':
      return listOf(expected).includes(textOf(value));
    case 'not in':
      return !listOf(expected).includes(textOf(value));
    case 'all of':
      return Array.isArray(value) && listOf(expected).every((item) => value.some((one) => equals(one, item)));
    case '>':
      return value !== null && Number(value) > Number(expected);
    case '<':
      return value !== null && Number(value) < Number(expected);
    case '≥':
      return value !== null && Number(value) >= Number(expected);
    case '≤':
      return value !== null && Number(value) <= Number(expected);
    default:
      throw new Error(`Unsupported operator: ${operator}`);
  }
}

function contains(value: unknown, expected: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => equals(item, expected));
  return value !== null && textOf(value).includes(textOf(expected));
}

function equals(value: unknown, expected: unknown): boolean {
  if (value === null) return false;
  if (isOutputFile(value)) return value.filename === expected;
  if (typeof value === 'number') return value === Number(expected);
  if (typeof value === 'boolean') return value === (expected === true || expected === 'true' || expected === '1');
  return textOf(value) === textOf(expected);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function listOf(expected: unknown): string[] {
  return Array.isArray(expected) ? expected.map(textOf) : textOf(expected).split(',');
}
