/** A piece of a form: its text, or the place of a field. */
export type FormPiece =
  | { readonly type: 'text'; readonly id: string; readonly text: string }
  | { readonly type: 'field'; readonly id: string; readonly name: string };

const mark = /\{\{#\$output\.([^#{}]+)#\}\}/g;

/** Cuts the text of a form at its fields. Each field comes once; those that the text does not name come last. */
export function splitMarkdown(markdown: string, names: readonly string[]): readonly FormPiece[] {
  const pieces: FormPiece[] = [];
  const left = new Set(names);
  let at = 0;
  for (const { 0: whole, 1: name = '', index } of markdown.matchAll(mark)) {
    if (!left.has(name)) continue;
    left.delete(name);
    const text = markdown.slice(at, index);
    if (text.trim() !== '') pieces.push({ type: 'text', id: `text-${at}`, text });
    pieces.push({ type: 'field', id: `field-${name}`, name });
    at = index + whole.length;
  }
  const rest = markdown.slice(at).replaceAll(mark, '');
  if (rest.trim() !== '') pieces.push({ type: 'text', id: `text-${at}`, text: rest });
  return [...pieces, ...[...left].map((name) => ({ type: 'field' as const, id: `field-${name}`, name }))];
}
