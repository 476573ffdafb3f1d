/** What the last question, or the app's own prompt, tells the model to do: `[[name]]` or `[[name:value]]`. */
export type Directives = ReadonlyMap<string, string>;

const directive = /\[\[([a-z-]+)(?::([^\]]*))?\]\]/g;

/** The directives of some texts; where a later text names one again, it wins. */
export function directivesOf(...texts: readonly string[]): Directives {
  const found = new Map<string, string>();
  for (const text of texts) {
    const own = new Map<string, string>();
    for (const [, name = '', value = ''] of text.matchAll(directive)) if (!own.has(name)) own.set(name, value);
    for (const [name, value] of own) found.set(name, value);
  }
  return found;
}

/** A text without its directives. */
export function withoutDirectives(text: string): string {
  return text
    .replaceAll(directive, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim();
}
