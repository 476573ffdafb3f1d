import { tokenize } from '../knowledge/tokenize.ts';
import type { ModelRequest } from './model.ts';

/** The id of the choice whose name shares most words with the text; the first one when none does. */
export function nearestChoice({ choices, query }: Pick<ModelRequest, 'choices' | 'query'>): string {
  const words = new Set(tokenize(query));
  const rated = choices.map(({ id, name }) => {
    const named = tokenize(name);
    return { id, share: named.filter((word) => words.has(word)).length / Math.max(1, named.length) };
  });
  return rated.sort((a, b) => b.share - a.share)[0]?.id ?? '';
}
