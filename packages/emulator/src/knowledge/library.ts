import MiniSearch from 'minisearch';
import type { Language } from './language.ts';
import type { Passage } from './passages.ts';
import { tokenize } from './tokenize.ts';

/** A passage and how well it fits a question: 0 to 1. */
export interface Hit {
  readonly passage: Passage;
  readonly score: number;
}

/** Passages that can be searched. */
export interface Library {
  readonly passages: readonly Passage[];
  /** The passages that fit best, by BM25; `score` says how much of the question's weight they cover. */
  search(tokens: readonly string[], options?: { language?: Language; limit?: number }): Hit[];
  /** Whether a passage has at least one of the words, or none is asked for. */
  covers(passage: Passage, tokens: readonly string[]): boolean;
  /** How telling a word is: rare ones weigh more. */
  weight(token: string): number;
}

/** Indexes passages. */
export function createLibrary(passages: readonly Passage[]): Library {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const tokensOf = new Map<string, Set<string>>();
  const namesOf = new Map<string, Set<string>>();
  const frequency = new Map<string, number>();
  for (const passage of passages) {
    const tokens = new Set(tokenize(`${passage.document} ${passage.heading} ${passage.text}`));
    tokensOf.set(passage.id, tokens);
    namesOf.set(passage.id, new Set(tokenize(`${passage.document} ${passage.heading}`)));
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  const index = new MiniSearch<Passage>({
    fields: ['document', 'heading', 'text'],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { boost: { heading: 2.5, document: 2 }, combineWith: 'OR' },
  });
  index.addAll(passages);

  const weight = (token: string) => {
    const count = frequency.get(token) ?? 0;
    return Math.log(1 + (passages.length - count + 0.5) / (count + 0.5)) + 0.2;
  };

  return {
    passages,
    weight,
    covers: ({ id }, tokens) => tokens.length === 0 || tokens.some((token) => tokensOf.get(id)?.has(token)),
    search(tokens, { language, limit = 6 } = {}) {
      const unique = [...new Set(tokens)];
      const total = unique.reduce((sum, token) => sum + weight(token), 0);
      if (total === 0) return [];
      const found = index
        .search({ queries: unique, combineWith: 'OR' })
        .flatMap(({ id, score }) => {
          const passage = byId.get(String(id));
          return passage && (language === undefined || passage.language === language) ? [{ passage, score }] : [];
        })
        .slice(0, 40);
      const share = (tokens: ReadonlySet<string> | undefined) =>
        unique.reduce((sum, token) => sum + (tokens?.has(token) ? weight(token) : 0), 0) / total;
      return found
        .map(({ passage, score }) => {
          const covered = share(tokensOf.get(passage.id));
          return { passage, covered, rank: score * (0.35 + covered) * (1 + share(namesOf.get(passage.id))) };
        })
        .sort((a, b) => b.rank - a.rank)
        .slice(0, limit)
        .map(({ passage, covered }) => ({ passage, score: Math.round(covered * 100) / 100 }));
    },
  };
}
