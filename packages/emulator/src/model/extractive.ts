import type { RetrieverResource } from '@dify-oapi/core';
import { type Language, languageOf } from '../knowledge/language.ts';
import { createLibrary, type Hit, type Library } from '../knowledge/library.ts';
import { type Passage, toPassages } from '../knowledge/passages.ts';
import { tokenize } from '../knowledge/tokenize.ts';
import { compose } from './compose.ts';
import { followUps } from './follow-ups.ts';
import type { Model, ModelFile, ModelRequest } from './model.ts';
import { phrases } from './phrases.ts';
import { tokenPieces } from './token-pieces.ts';

/** Below this share of a question's weight, a passage does not answer it. */
const enough = 0.38;

/**
 * A model that is none: it finds passages and quotes the sentences that fit the question, each with its source.
 * It says so when nothing fits.
 */
export function extractive(library: Library): Model {
  return (request) => {
    const language = languageOf(request.query);
    const say = phrases[language];
    const talk = say.smallTalk(request.query);
    if (talk !== undefined) return plain(talk, starters(library, language));
    const tokens = tokensOf(request);
    const hits = findHits(library, request, tokens, language);
    const best = hits[0];
    if (best === undefined || best.score < enough) {
      const near = [...new Set(library.search(tokens, { language }).map(({ passage }) => passage.document))].slice(
        0,
        3,
      );
      return plain(say.nothing(near), starters(library, language));
    }
    const { text, used } = compose(hits, tokens, library.weight, say);
    return {
      pieces: tokenPieces(text),
      sources: used.map((hit, at) => toResource(hit, at + 1)),
      followUps: followUps(
        library,
        used.map(({ passage }) => passage),
        request,
        language,
      ),
    };
  };
}

/** The words that are searched. A short follow-up leans on the question before it. */
function tokensOf({ query, history }: ModelRequest): string[] {
  const own = tokenize(query);
  const before = history.at(-1)?.query;
  const leans =
    own.length === 0 ||
    /^(?:and|but|what about|how about|why\?|so)\b|\b(?:it|that|this|these|those|them)\b/i.test(query);
  const enoughAlone = own.length > 5 || before === undefined;
  return leans && !enoughAlone ? [...own, ...tokenize(before)] : own;
}

function findHits(library: Library, request: ModelRequest, tokens: readonly string[], language: Language): Hit[] {
  const own = tokenize(request.query);
  const all = library.search(tokens, { language, limit: 20 });
  const local = all.length > 0 ? all : library.search(tokens, { limit: 20 });
  // What the earlier question lends helps to choose among passages; it does not bring any by itself.
  const onTopic = local.filter(({ passage }) => library.covers(passage, own));
  const found = (onTopic.length > 0 ? onTopic : local).slice(0, 6);
  const fromNow = searchFiles(request.files, tokens);
  if (fromNow.length > 0) return [...fromNow, ...found.filter(({ score }) => score >= 0.6)].slice(0, 5);
  const fromEarlier = searchFiles(request.earlierFiles, tokens).filter(({ score }) => score >= enough);
  const better = (fromEarlier[0]?.score ?? 0) >= (found[0]?.score ?? 0) * 0.8;
  return better ? [...fromEarlier, ...found].slice(0, 6) : [...found, ...fromEarlier];
}

/** Passages of uploaded files. A file of this very turn answers even a question that names nothing in it. */
function searchFiles(files: readonly ModelFile[], tokens: readonly string[]): Hit[] {
  const passages = files.flatMap((file) =>
    toPassages({ id: file.id, title: file.name, dataset: 'Uploaded files', text: file.text }),
  );
  if (passages.length === 0) return [];
  const found = createLibrary(passages).search(tokens);
  const strong = found
    .filter(({ score }) => score >= 0.25)
    .map((hit) => ({ ...hit, score: Math.max(hit.score, enough) }));
  return strong.length > 0 ? strong : passages.slice(0, 2).map((passage) => ({ passage, score: enough }));
}

function toResource({ passage, score }: Hit, position: number): RetrieverResource {
  return {
    position,
    dataset_id: stableId(passage.dataset),
    dataset_name: passage.dataset,
    document_id: stableId(passage.documentId),
    document_name: passage.document,
    data_source_type: 'upload_file',
    segment_id: stableId(passage.id),
    retriever_from: 'api',
    score,
    segment_position: passage.position,
    content: passage.heading === '' ? passage.text : `${passage.heading}\n\n${passage.text}`,
  };
}

/** A UUID that is the same for the same name, so that sources keep theirs over restarts. */
export function stableId(name: string): string {
  const parts = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => {
    let hash = seed;
    for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, '0');
  });
  const hex = parts.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function starters(library: Library, language: Language): string[] {
  const asked = library.passages.filter(
    (passage: Passage) => passage.language === language && /[?？]$/.test(passage.heading),
  );
  return asked.slice(0, 3).map(({ heading }) => heading);
}

function plain(text: string, next: readonly string[]): ReturnType<Model> {
  return { pieces: tokenPieces(text), sources: [], followUps: next };
}
