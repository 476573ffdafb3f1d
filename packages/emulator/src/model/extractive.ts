import type { RetrieverResource } from '@dify-oapi/core';
import { type Language, languageOf } from '../knowledge/language.ts';
import { type Concept, createLibrary, type Hit, type Library } from '../knowledge/library.ts';
import { toPassages } from '../knowledge/passages.ts';
import { tokenize } from '../knowledge/tokenize.ts';
import { stableId } from '../stable-id.ts';
import { type Asked, askedBy } from './asked-by.ts';
import { compose } from './compose.ts';
import { followUps, starters } from './follow-ups.ts';
import type { Model, ModelFile, ModelRequest, Piece } from './model.ts';
import { nearestChoice } from './nearest-choice.ts';
import { phrases } from './phrases.ts';
import { preferredBlocks } from './preferred-blocks.ts';
import { titleOf } from './title-of.ts';
import { tokenPieces } from './token-pieces.ts';
import { valuesOf } from './values-of.ts';
import { wantedCalls } from './wanted-calls.ts';

/** Below this share of a question's weight, a passage does not answer it. */
const enough = 0.4;
/** The same, of a question of a word or two, or with a word that no page has. */
const enoughOfLittle = 0.55;

/** What an extractive model may be told. */
export interface ExtractiveOptions {
  /** Questions to propose when there is no page to go on from. @default headings of the library */
  starters?: Partial<Record<Language, readonly string[]>>;
  /** Shows its search as thoughts: inside the text, in a field of their own, or not at all. @default none */
  thinking?: 'tagged' | 'field';
}

/**
 * A model that is none: it finds passages and quotes the sentences that fit the question, each with its source.
 * It says so when nothing fits. Of an agent's tools it first calls those whose words the question has.
 *
 * @param library where it looks @default the passages that the app has found
 */
export function extractive(library?: Library, options: ExtractiveOptions = {}): Model {
  return async function* (request) {
    const { purpose, query } = request;
    if (purpose === 'title') yield titleOf(query);
    else if (purpose === 'classify') yield nearestChoice(request);
    else if (purpose === 'extract') yield JSON.stringify(valuesOf(request.schema ?? {}, query));
    else if (purpose === 'follow_ups') {
      yield { type: 'follow_ups', questions: answer(library ?? libraryOf(request), request, options).followUps };
    } else yield* speak(library ?? libraryOf(request), request, options);
  };
}

function* speak(library: Library, request: ModelRequest, options: ExtractiveOptions): Iterable<Piece> {
  const calls = wantedCalls(request);
  if (calls.length > 0) {
    yield* calls;
    yield { type: 'finish', reason: 'tool_calls' };
    return;
  }
  const { text, sources, followUps: questions, thought } = answer(library, request, options);
  if (options.thinking === 'tagged') yield* tokenPieces(`<think>\n${thought}\n</think>\n\n`);
  if (options.thinking === 'field') for (const piece of tokenPieces(thought)) yield { type: 'reasoning', text: piece };
  const told = request.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
  yield* tokenPieces(sources.length === 0 && told.length > 0 ? told.join('\n\n') : text);
  yield { type: 'sources', sources };
  yield { type: 'follow_ups', questions };
}

interface Answer {
  readonly text: string;
  readonly sources: readonly RetrieverResource[];
  readonly followUps: readonly string[];
  readonly thought: string;
}

function answer(library: Library, request: ModelRequest, options: ExtractiveOptions): Answer {
  const language = languageOf(request.query);
  const say = phrases[language];
  const talk = request.files.length > 0 ? undefined : say.smallTalk(request.query);
  const first = (near: readonly string[] = []) => {
    const known = near.length > 0 ? [] : (options.starters?.[language] ?? []);
    return known.length > 0 ? known.slice(0, 3) : starters(library, language, near);
  };
  if (talk !== undefined) return { text: talk, sources: [], followUps: first(), thought: request.query };
  const unread = request.files.filter(({ text }) => text.trim() === '');
  const asked = askedBy(library, request);
  const thought = asked.all.flatMap(({ tokens }) => tokens.slice(0, 1)).join(', ');
  const hits = findHits(library, request, asked, language);
  if (hits.length === 0) {
    const near = nearestPages(library, asked, language);
    const text = unread.length > 0 ? say.unreadable(unread.map(({ name }) => name)) : say.nothing(near);
    return { text, sources: [], followUps: first(near), thought };
  }
  const { text, used } = compose(hits, asked.all, say, preferredBlocks(request.query).whole);
  const passages = used.map(({ passage }) => passage);
  const found = new Map(request.context.map((resource) => [resource.segment_id ?? '', resource]));
  return {
    text,
    sources: used.map((hit, at) => ({ ...(found.get(hit.passage.documentId) ?? toResource(hit)), position: at + 1 })),
    followUps: followUps(library, passages, request, language),
    thought,
  };
}

/** A library of what the app has found. */
function libraryOf({ context }: ModelRequest): Library {
  return createLibrary(
    context.flatMap(({ content, dataset_name, document_name, segment_id }) =>
      toPassages({
        id: segment_id ?? '',
        title: document_name ?? '',
        dataset: dataset_name ?? '',
        text: content ?? '',
      }),
    ),
  );
}

/** The passages to quote from, best first. None when nothing fits. */
function findHits(library: Library, request: ModelRequest, asked: Asked, language: Language): Hit[] {
  const options = { query: request.query, topic: asked.own, prefers: preferredBlocks(request.query).kinds };
  const own = library.search(asked.all, { language, ...options });
  const pages = (own.length > 0 ? own : library.search(asked.all, options)).filter(isEnough(asked));
  const fromNow = searchFiles(request.files, asked.own);
  if (fromNow.length > 0) return [...fromNow, ...pages.filter(({ score }) => score >= 0.6)].slice(0, 5);
  const fromEarlier = searchFiles(request.earlierFiles, asked.own).filter(({ score }) => score >= enough);
  const better = (fromEarlier[0]?.score ?? 0) >= (pages[0]?.score ?? 0) * 0.8;
  return better ? [...fromEarlier, ...pages].slice(0, 6) : pages;
}

/** Whether the best of what was found answers the question: if it does not, nothing does. */
function isEnough({ own, all }: Asked): (hit: Hit, at: number, hits: Hit[]) => boolean {
  const isLittle = all.length === own.length && own.length <= 2;
  const least = isLittle || own.some(({ isKnown }) => !isKnown) ? enoughOfLittle : enough;
  return (_, __, [best]) => best !== undefined && best.score >= least;
}

/** The pages that come closest. A code that no page knows is close to the pages on codes. */
function nearestPages(library: Library, { all }: Asked, language: Language): string[] {
  const isCode = all.some(({ isKnown, tokens }) => !isKnown && /^[a-z]-\d{3}$/.test(tokens[0] ?? ''));
  const codes = isCode
    ? library.conceptsOf(tokenize({ en: 'error codes', zh: '故障代码', ja: 'エラーコード' }[language]))
    : [];
  const hits = library.search([...all, ...codes], { language });
  return [...new Set(hits.map(({ passage }) => passage.document))].slice(0, 3);
}

/** Passages of uploaded files. A file of this very turn answers even a question that names nothing in it. */
function searchFiles(files: readonly ModelFile[], concepts: readonly Concept[]): Hit[] {
  const passages = files.flatMap((file) =>
    toPassages({ id: file.id, title: file.name, dataset: 'Uploaded files', text: file.text }),
  );
  if (passages.length === 0) return [];
  const library = createLibrary(passages);
  const words = concepts.flatMap(({ tokens }) => tokens.slice(0, 1));
  const strong = library
    .search(library.conceptsOf(words))
    .filter(({ score }) => score >= 0.25)
    .map((hit) => ({ ...hit, score: Math.max(hit.score, enough) }));
  return strong.length > 0 ? strong : passages.slice(0, 2).map((passage) => ({ passage, score: enough, closeness: 1 }));
}

function toResource({ passage, score }: Hit): RetrieverResource {
  return {
    dataset_id: stableId(passage.dataset),
    dataset_name: passage.dataset,
    document_id: stableId(passage.documentId),
    document_name: passage.document,
    data_source_type: 'upload_file',
    segment_id: stableId(passage.id),
    retriever_from: 'api',
    score,
    content: passage.heading === '' ? passage.text : `${passage.heading}\n\n${passage.text}`,
  };
}
