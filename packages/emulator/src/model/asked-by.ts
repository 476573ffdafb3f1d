import type { Concept, Library } from '../knowledge/library.ts';
import { tokenize } from '../knowledge/tokenize.ts';
import type { ModelRequest } from './model.ts';

/** What a question asks for, and what it leans on. */
export interface Asked {
  /** What the question itself names. */
  readonly own: readonly Concept[];
  /** The same, and what the questions before it named if it leans on them. */
  readonly all: readonly Concept[];
}

/** Measures that are asked for by an adjective, and stand in tables by a noun. */
const nouns: readonly (readonly [RegExp, string])[] = [
  [/\bhow heavy\b|\bweighs?\b/gi, 'bike weight'],
  [/\bhow fast\b/gi, 'speed'],
  [/\bhow far\b/gi, 'range'],
];

function inNouns(query: string): string {
  return nouns.reduce((text, [pattern, noun]) => text.replaceAll(pattern, noun), query);
}

/** Words that point at something said before, openings that go on from it, and ends that leave it open. */
const signs = [
  /\b(?:it|its|that|this|these|those|them|they)\b|它|那个|这个|それ|これ|その/i,
  /^\s*(?:and|but|so|what about|how about|what if)\b(?!-)|^\s*(?:那|那么|还有|では|じゃあ)/i,
  /^\s*why\s*\??\s*$|\bthen\s*\??\s*$|呢\s*[?？]?\s*$/i,
];

function leans(query: string): boolean {
  return tokenize(query).length === 0 || signs.some((sign) => sign.test(query));
}

/** How much the question before counts, and the ones before that. */
const factors = [0.55, 0.3, 0.2];

/** Reads a question, with those before it when it cannot stand alone. */
export function askedBy(library: Library, { query, history }: ModelRequest): Asked {
  const own = library.conceptsOf(tokenize(inNouns(query)));
  if (!leans(query)) return { own, all: own };
  const known = new Set(own.flatMap(({ tokens }) => tokens));
  const before: Concept[] = [];
  for (const [at, factor] of factors.entries()) {
    const earlier = history[history.length - 1 - at];
    if (earlier === undefined) break;
    const concepts = library.conceptsOf(tokenize(inNouns(earlier.query)), factor);
    const added = concepts.filter(({ isKnown, tokens }) => isKnown && !tokens.some((token) => known.has(token)));
    before.push(...added);
    for (const token of added.flatMap(({ tokens }) => tokens)) known.add(token);
    if (!leans(earlier.query)) break;
  }
  return { own, all: [...own, ...before] };
}
