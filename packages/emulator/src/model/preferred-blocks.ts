import type { Block } from '../knowledge/passages.ts';

/** What kinds of block suit a question. */
export interface PreferredBlocks {
  /** Passages with one of these come first. */
  readonly kinds: readonly Block['kind'][];
  /** One of these is the answer: it is quoted whole, and nothing beside it. */
  readonly whole: readonly Block['kind'][];
}

const program =
  /\b(?:code example|example code|code (?:to|for|that)|script|snippet|curl|typescript|javascript|json)\b|示例代码|コード例/i;
const overview =
  /\bwhich\b.*\b(?:for|of) (?:which|what|each|every)\b|\b(?:table|values|overview|all the|list of|each|every)\b|一览|各|所有|全部|哪些|一覧|すべて/i;
const quantity =
  /\b(?:how (?:heavy|big|large|tall|wide|fast|far|many|much|long|high)|difference|compare|vs|versus)\b|多少|多重|多长|几|いくつ|どのくらい|どれくらい/i;

/** The kinds of block that a question asks for: code, a table of all values, a table with a number in it. */
export function preferredBlocks(query: string): PreferredBlocks {
  if (program.test(query)) return { kinds: ['code'], whole: ['code'] };
  if (overview.test(query)) return { kinds: ['table', 'list'], whole: ['table', 'list'] };
  return { kinds: quantity.test(query) ? ['table'] : [], whole: [] };
}
