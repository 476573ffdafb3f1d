import { tokenize } from './tokenize.ts';

/** How much of a question a text speaks of, from 0 to 1: what stands in for a reranking model. */
export function overlapScore(query: string, text: string): number {
  const asked = new Set(tokenize(query));
  if (asked.size === 0) return 0;
  const told = new Set(tokenize(text));
  let shared = 0;
  for (const token of asked) if (told.has(token)) shared++;
  return shared / asked.size;
}
