import { createLibrary, type Library } from '../../knowledge/library.ts';
import { type Page, toPassages } from '../../knowledge/passages.ts';

const files: Readonly<Record<string, string>> = import.meta.glob('./handbook/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The pages of the handbook, in order. */
const handbook: readonly Page[] = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, text]) => ({
    id: path.replace(/^.*\/|\.md$/g, ''),
    title: /^#\s+(.+)$/m.exec(text)?.[1] ?? path,
    dataset: 'Velo Nord handbook',
    text,
  }));

let library: Library | undefined;

/** The handbook, indexed when it is first asked for. */
export function handbookLibrary(): Library {
  library ??= createLibrary(handbook.flatMap(toPassages));
  return library;
}
