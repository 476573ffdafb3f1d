import { type Concept, coverage, type Hit } from '../knowledge/library.ts';
import { type Block, type Passage, sentencesOf } from '../knowledge/passages.ts';
import { tokenize } from '../knowledge/tokenize.ts';
import type { Phrases } from './phrases.ts';

/** An answer put together from passages, and those of them that it quotes, in the order of their marks. */
export interface Composition {
  readonly text: string;
  readonly used: readonly Hit[];
}

/** How close to the best the second and the third passage must come. */
const closeEnough = [0, 0.5, 0.7];

/** How many sentences the best passages may give, in turn. */
const shares = [3, 2, 1];

/** The sentences, tables, lists and code that fit best, with marks that lead to where they stand. */
export function compose(
  hits: readonly Hit[],
  concepts: readonly Concept[],
  say: Pick<Phrases, 'from' | 'between' | 'more'>,
  whole: readonly Block['kind'][] = [],
): Composition {
  const score = (text: string) => {
    const tokens = new Set(tokenize(text));
    return concepts.reduce((sum, concept) => sum + coverage(tokens, concept), 0);
  };
  /** How much of the question a passage's title and heading name. */
  const named = (hit: Hit | undefined) => (hit ? score(`${hit.passage.document} ${hit.passage.heading}`) : 0);
  const top = hits[0]?.score ?? 0;
  const used: Hit[] = [];
  const paragraphs: string[] = [];
  const said = new Set<string>();
  let structures = 0;
  for (const hit of hits) {
    const share = shares[used.length];
    const need = used.length === 0 ? 0 : used.length === 1 ? 0.5 : 0.8;
    const isClose = hit.closeness >= (closeEnough[used.length] ?? 1);
    const fits = isClose && hit.score >= top * Math.min(need + 0.2, 0.9) && named(hit) >= named(hits[0]) * need;
    if (share === undefined || (used.length > 0 && !fits)) continue;
    const mark = `[${used.length + 1}]`;
    const sentences = bestSentences(hit.passage, score, share, used.length === 0).filter(
      (sentence) => !said.has(sentence),
    );
    const block =
      structures === 0 ? bestStructure(hit.passage, score, sentences.length === 0, whole, say.more) : undefined;
    if (sentences.length === 0 && block === undefined) continue;
    for (const sentence of sentences) said.add(sentence);
    used.push(hit);
    if (sentences.length > 0) paragraphs.push(`${sentences.join(say.between)} ${mark}`);
    if (block !== undefined) {
      structures++;
      if (sentences.length === 0) paragraphs.push(`${say.from(hit.passage.document)} ${mark}`);
      paragraphs.push(block.text);
      // What was asked for as a whole has been given.
      if (whole.includes(block.kind)) break;
    }
  }
  return { text: paragraphs.join('\n\n'), used };
}

/** A section's first sentences answer its heading. */
const leads = [0.6, 0.45, 0.2];

/** The sentences of a passage that say most of what was asked, in the order in which they stand. */
function bestSentences(passage: Passage, score: (text: string) => number, count: number, always: boolean): string[] {
  const inHeading = score(`${passage.document} ${passage.heading}`);
  const all = passage.blocks.filter(({ kind }) => kind === 'prose').flatMap(({ text }) => sentencesOf(text));
  const rated = all.map((sentence, at) => ({
    sentence,
    at,
    value: score(sentence) + inHeading * (leads[at] ?? 0.1),
  }));
  const best = Math.max(0, ...rated.map(({ value }) => value));
  if (best === 0 && !always) return [];
  return rated
    .filter(({ value }) => value >= best * 0.45)
    .sort((a, b) => b.value - a.value || a.at - b.at)
    .slice(0, count)
    .sort((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence);
}

/** A table, list or code block that answers as a whole. */
function bestStructure(
  passage: Passage,
  score: (text: string) => number,
  needed: boolean,
  whole: readonly Block['kind'][],
  more: Phrases['more'],
): Block | undefined {
  const inHeading = score(`${passage.document} ${passage.heading}`);
  const rated = passage.blocks
    .filter(({ kind }) => kind !== 'prose')
    .map((block) => ({ block, value: score(block.text) + (whole.includes(block.kind) ? 1000 : 0) }))
    .sort((a, b) => b.value - a.value);
  const best = rated[0];
  if (best === undefined || (!needed && best.value === 0 && inHeading === 0)) return undefined;
  const heading = new Set(tokenize(`${passage.document} ${passage.heading}`));
  const asks = (row: string) => tokenize(row).some((token) => !heading.has(token) && score(token) > 0);
  const scoreOfRow = whole.includes(best.block.kind) ? () => 0 : (row: string) => (asks(row) ? score(row) : 0);
  return { kind: best.block.kind, text: shorten(best.block, scoreOfRow, more) };
}

/** The most rows of a table that are quoted. */
const mostRows = 30;

/** A table in which few rows were asked for keeps these; a very long one keeps its beginning, and says so. */
function shorten({ kind, text }: Block, score: (text: string) => number, more: Phrases['more']): string {
  if (kind !== 'table') return text;
  const [header = '', rule = '', ...rows] = text.split('\n');
  const values = rows.map(score);
  const best = Math.max(0, ...values);
  const asked = rows.filter((_, at) => (values[at] ?? 0) > 0 && (values[at] ?? 0) >= best * 0.7);
  const few = asked.length > 0 && asked.length <= 3 && rows.length > 4;
  const table = [header, rule, ...(few ? asked : rows.slice(0, mostRows))].join('\n');
  return few || rows.length <= mostRows ? table : `${table}\n\n${more(rows.length - mostRows)}`;
}
