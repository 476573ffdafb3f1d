import type { Language } from '../knowledge/language.ts';
import type { Library } from '../knowledge/library.ts';
import type { Passage } from '../knowledge/passages.ts';
import type { ModelRequest } from './model.ts';
import { phrases } from './phrases.ts';

/** Three questions that the pages behind an answer can answer too: their other headings, then the next page's. */
export function followUps(
  library: Library,
  used: readonly Passage[],
  { query, history }: ModelRequest,
  language: Language,
): string[] {
  const quoted = new Set(used.map(({ id }) => id));
  const pages = new Set(used.map(({ documentId }) => documentId));
  const here = library.passages.filter(({ id, documentId }) => pages.has(documentId) && !quoted.has(id));
  const lastAt = library.passages.findLastIndex(({ documentId }) => pages.has(documentId));
  const next = lastAt < 0 ? [] : library.passages.slice(lastAt + 1, lastAt + 8);
  const asked = new Set([query, ...history.map((turn) => turn.query)].map((text) => text.trim().toLowerCase()));
  const questions = [...here, ...next]
    .filter((passage) => passage.heading !== '' && passage.language === language)
    .map(({ heading }) => phrases[language].ask(heading))
    .filter((question) => !asked.has(question.toLowerCase()));
  return [...new Set(questions)].slice(0, 3);
}
