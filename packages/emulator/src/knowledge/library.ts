import MiniSearch from 'minisearch';
import type { Language } from './language.ts';
import type { Block, Passage } from './passages.ts';
import { respell } from './spelling.ts';
import { synonymsOf } from './synonyms.ts';
import { tokenize, wordsOf } from './tokenize.ts';

/** Something that a question asks for: any of a few words will do. */
export interface Concept {
  /** The word itself, then others for it. */
  readonly tokens: readonly string[];
  /** How telling it is: rare ones weigh more. */
  readonly weight: number;
  /** Whether any passage speaks of it. */
  readonly isKnown: boolean;
}

/** A passage and how well it fits a question: 0 to 1. */
export interface Hit {
  readonly passage: Passage;
  /** How much of what was asked for, by weight, the passage speaks of. */
  readonly score: number;
  /** How close it comes to the best that was found, which is 1. */
  readonly closeness: number;
}

/** How a library is searched. */
interface SearchOptions {
  readonly language?: Language;
  /** @default 6 */
  readonly limit?: number;
  /** The question as it was asked: a heading that asks the same is the best sign of an answer. */
  readonly query?: string;
  /** What a passage must speak of, at least in part, if any does: the rest of the search only chooses among them. */
  readonly topic?: readonly Concept[];
  /** What kind of block the question asks for, such as a table of all values. */
  readonly prefers?: readonly Block['kind'][];
}

/** Passages that can be searched. */
export interface Library {
  readonly passages: readonly Passage[];
  /** What words ask for. `factor` makes all of them matter less. */
  conceptsOf(tokens: readonly string[], factor?: number): Concept[];
  /** The passages that fit best, by BM25 and by how much of the question they cover. */
  search(concepts: readonly Concept[], options?: SearchOptions): Hit[];
}

/** Indexes passages. */
export function createLibrary(passages: readonly Passage[]): Library {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const tokensOf = new Map<string, Set<string>>();
  const namesOf = new Map<string, Set<string>>();
  const blockTokens = new Map<string, { kind: Block['kind']; tokens: ReadonlySet<string> }[]>();
  const headingWords = new Map<string, ReadonlySet<string>>();
  const frequency = new Map<string, number>();
  for (const passage of passages) {
    const tokens = new Set(tokenize(`${passage.document} ${passage.heading} ${passage.text}`));
    tokensOf.set(passage.id, tokens);
    namesOf.set(passage.id, new Set(tokenize(`${passage.document} ${passage.heading}`)));
    const structures = passage.blocks.filter(({ kind }) => kind !== 'prose');
    const about = `${passage.document} ${passage.heading}`;
    blockTokens.set(
      passage.id,
      structures.map(({ kind, text }) => ({ kind, tokens: new Set(tokenize(`${about} ${text}`)) })),
    );
    headingWords.set(passage.id, wordsOf(passage.heading));
    for (const token of tokens) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  const index = new MiniSearch<Passage>({
    fields: ['document', 'heading', 'text'],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { boost: { heading: 2.5, document: 2 }, combineWith: 'OR' },
  });
  index.addAll(passages);

  /** Rare words weigh more, and names like `e-214` most. */
  function weightOf(token: string): number {
    const count = frequency.get(token) ?? 0;
    const rarity = Math.log(1 + (passages.length - count + 0.5) / (count + 0.5)) + 0.2;
    return /\d/.test(token) && /\p{L}/u.test(token) ? rarity * 1.5 : rarity;
  }

  function conceptOf(token: string, factor: number): Concept {
    const known = [token, ...synonymsOf(token)].filter((other) => frequency.has(other));
    const respelt = known.length > 0 ? undefined : respell(token, frequency.keys());
    if (respelt !== undefined) known.push(respelt);
    // A word that no page has may be a slip: it counts less than a rare one that some page has.
    const weight = factor * weightOf(known[0] ?? token) * (known.length > 0 ? 1 : 0.5);
    return known.length > 0 ? { tokens: known, weight, isKnown: true } : { tokens: [token], weight, isKnown: false };
  }

  const shareOf = (tokens: ReadonlySet<string> | undefined, concepts: readonly Concept[]) => {
    const total = concepts.reduce((sum, { weight }) => sum + weight, 0);
    const found = concepts.map((concept) => coverage(tokens, concept));
    return total === 0 ? 0 : found.reduce((sum, weight) => sum + weight, 0) / total;
  };

  return {
    passages,
    conceptsOf(tokens, factor = 1) {
      const unique = new Set(tokens);
      // `last` says nothing beside `last1`.
      const isHalf = (token: string) =>
        [...unique].some((other) => other !== token && /^\D+\d$/.test(other) && other.slice(0, -1) === token);
      return [...unique].filter((token) => !isHalf(token)).map((token) => conceptOf(token, factor));
    },
    search(concepts, { language, limit = 6, query = '', topic = [], prefers = [] } = {}) {
      const words = wordsOf(query);
      const factors = new Map(concepts.flatMap(({ tokens }) => tokens.map((token, at) => [token, at === 0 ? 1 : 0.5])));
      if (factors.size === 0) return [];
      const found = index.search(
        { queries: [...factors.keys()], combineWith: 'OR' },
        { boostTerm: (term) => factors.get(term) ?? 1 },
      );
      const ranked = found
        .flatMap(({ id, score }) => {
          const passage = byId.get(String(id));
          if (passage === undefined || (language !== undefined && passage.language !== language)) return [];
          const covered = shareOf(tokensOf.get(passage.id), concepts);
          const named = shareOf(namesOf.get(passage.id), concepts);
          const likeness = likenessOf(words, headingWords.get(passage.id));
          const isPreferred = (blockTokens.get(passage.id) ?? []).some(
            ({ kind, tokens }) => prefers.includes(kind) && shareOf(tokens, concepts) >= 0.5,
          );
          const rank = score * (0.35 + covered) * (1 + named) * (1 + 2 * likeness ** 2) * (isPreferred ? 2 : 1);
          return [{ passage, covered, rank }];
        })
        .sort((a, b) => b.rank - a.rank);
      const onTopic = ranked.filter(({ passage }) => shareOf(tokensOf.get(passage.id), topic) > 0);
      const hits = (onTopic.length > 0 ? onTopic : ranked).slice(0, limit);
      const best = hits[0]?.rank ?? 1;
      return hits.map(({ passage, covered, rank }) => {
        return { passage, score: Math.round(covered * 100) / 100, closeness: rank / best };
      });
    },
  };
}

/** A concept's weight where its own word stands, less where only another word for it does. */
export function coverage(tokens: ReadonlySet<string> | undefined, concept: Concept): number {
  const at = concept.tokens.findIndex((token) => tokens?.has(token));
  return at < 0 ? 0 : concept.weight * (at === 0 ? 1 : 0.8);
}

/** How alike two sets of words are: 0 to 1. */
function likenessOf(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): number {
  if (b === undefined || a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((word) => b.has(word)).length;
  return (2 * shared) / (a.size + b.size);
}
