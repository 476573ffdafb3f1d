import type { Language } from '../knowledge/language.ts';
import type { Library } from '../knowledge/library.ts';
import type { Passage } from '../knowledge/passages.ts';
import { tokenize } from '../knowledge/tokenize.ts';
import type { ModelRequest } from './model.ts';
import { phrases } from './phrases.ts';

/** How many questions are proposed. */
const count = 3;

/** Questions that the pages behind an answer can answer too: their other headings, then the next page's. */
export function followUps(
  library: Library,
  used: readonly Passage[],
  { query, history }: ModelRequest,
  language: Language,
): string[] {
  const quoted = new Set(used.map(({ id }) => id));
  const pages = [...new Set(used.map(({ documentId }) => documentId))];
  const here = pages.flatMap((page) => {
    const headings = library.passages.filter(({ documentId }) => documentId === page);
    const at = headings.findIndex(({ id }) => quoted.has(id));
    return [...headings.slice(at + 1), ...headings.slice(0, at + 1)].filter(({ id }) => !quoted.has(id));
  });
  const lastAt = library.passages.findLastIndex(({ documentId }) => documentId === pages[0]);
  const next = lastAt < 0 ? [] : library.passages.slice(lastAt + 1, lastAt + 8);
  const asked = new Set([query, ...history.map((turn) => turn.query)].map((text) => text.trim().toLowerCase()));
  const questions = [...here, ...next]
    .filter((passage) => passage.heading !== '' && passage.language === language)
    .map(({ heading }) => phrases[language].ask(heading))
    .filter((question) => !asked.has(question.toLowerCase()));
  // A question such as “What do I need?” says too little away from its page.
  const clear = questions.filter((question) => tokenize(question).length >= 2);
  const found = [...new Set([...clear, ...questions])].slice(0, count);
  return found.length > 0 ? found : starters(library, language);
}

/** Questions to begin with: one of each of a few pages, the near ones if there are any. */
export function starters(library: Library, language: Language, near: readonly string[] = []): string[] {
  const headed = library.passages.filter((passage) => passage.language === language && passage.heading !== '');
  const first = new Map<string, string>();
  for (const { document, heading } of headed) {
    if (first.has(document) || tokenize(heading).length < 2) continue;
    if (phrases[language].isQuestion(heading)) first.set(document, phrases[language].ask(heading));
  }
  const nearby = near.flatMap((document) => first.get(document) ?? []);
  const all = [...first.values()];
  const spread = Array.from({ length: count }, (_, at) => all[Math.floor(((at + 0.5) * all.length) / count)] ?? '');
  return [...new Set([...nearby, ...spread.filter(Boolean)])].slice(0, count);
}
