const names =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul';

const attribute = '\\s+[a-z_:][\\w.:-]*(?:\\s*=\\s*(?:[^"\'=<>`\\s]+|\'[^\']*\'|"[^"]*"))?';
export const openTag = `<[a-z][a-z\\d-]*(?:${attribute})*\\s*/?>`;
export const closeTag = '</[a-z][a-z\\d-]*\\s*>';

/** What starts HTML, and what ends it when that is not an empty line. */
const kinds: readonly (readonly [start: RegExp, end?: RegExp])[] = [
  [/^<(?:script|pre|textarea|style)(?:\s|>|$)/i, /<\/(?:script|pre|textarea|style)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [new RegExp(`^</?(?:${names})(?:\\s|/?>|$)`, 'i')],
];
const anyTag = new RegExp(`^(?:${openTag}|${closeTag})\\s*$`, 'i');

/**
 * How HTML that a line starts will end.
 *
 * @param canBeAny whether any element may start it; it may not inside a paragraph.
 */
export function htmlStart(text: string, canBeAny: boolean): { readonly end: RegExp | undefined } | undefined {
  const kind = kinds.find(([start]) => start.test(text));
  if (kind) return { end: kind[1] };
  return canBeAny && anyTag.test(text) ? { end: undefined } : undefined;
}
