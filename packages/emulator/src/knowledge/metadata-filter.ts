import type { DocumentRow } from '../world/knowledge-rows.ts';
import type { MetadataCondition, MetadataFilter } from './retrieval-model.ts';

/** Whether a document is one that a search is about. A document without the field meets only `empty`. */
export function meetsFilter({ doc_metadata }: DocumentRow, filter: MetadataFilter | null | undefined): boolean {
  const conditions = filter?.conditions ?? [];
  if (conditions.length === 0) return true;
  const meets = (condition: MetadataCondition) => meetsCondition(doc_metadata?.[condition.name], condition);
  return filter?.logical_operator === 'or' ? conditions.some(meets) : conditions.every(meets);
}

function meetsCondition(found: unknown, { comparison_operator: operator, value }: MetadataCondition): boolean {
  const isKnown = found !== undefined && found !== null;
  if (operator === 'empty') return !isKnown;
  if (operator === 'not empty') return isKnown;
  // A condition without a value asks for nothing.
  if (value === undefined || value === null) return true;
  const text = isKnown ? String(found) : '';
  const asked = String(value);
  const list = typeof value === 'object' ? value.map(String) : asked.split(',').map((item) => item.trim());
  const [left, right] = [Number(found), Number(value)];
  switch (operator) {
    case 'contains':
      return isKnown && text.includes(asked);
    case 'not contains':
      return isKnown && !text.includes(asked);
    case 'start with':
      return isKnown && text.startsWith(asked);
    case 'end with':
      return isKnown && text.endsWith(asked);
    case 'is':
    case '=':
      return isKnown && (typeof value === 'number' ? left === value : text === asked);
    case 'is not':
    case '≠':
      return isKnown && (typeof value === 'number' ? left !== value : text !== asked);
    case 'in':
      return isKnown && list.includes(text);
    case 'not in':
      return isKnown && !list.includes(text);
    case '<':
    case 'before':
      return isKnown && left < right;
    case '>':
    case 'after':
      return isKnown && left > right;
    case '≤':
      return isKnown && left <= right;
    case '≥':
      return isKnown && left >= right;
    default:
      return false;
  }
}
