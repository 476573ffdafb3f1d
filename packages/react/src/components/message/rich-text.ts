/** What may stand in copied text; other elements give only their words. */
const kept = new Set(
  'A B BLOCKQUOTE BR CODE DEL EM H1 H2 H3 H4 H5 H6 HR I LI OL P PRE S STRONG SUB SUP TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
);

/** What belongs to the page and not to the text. */
const left =
  'button, svg, style, script, input, [data-dify="block-header"], [data-dify="block-note"], [data-dify="data-table-note"], [data-dify="citation"], [data-dify="caret"], [data-dify="blocked-image"], [aria-hidden="true"], [data-dify="visually-hidden"]';

/** Attributes that mean something elsewhere too. */
const attributes = ['href', 'colspan', 'rowspan', 'start', 'lang', 'dir'];

/** The text of an answer as it is shown, as HTML for other programs: without the page's buttons, marks and names. */
export function richText(shown: readonly Element[]): string {
  const root = document.implementation.createHTMLDocument('').body;
  for (const element of shown) root.append(root.ownerDocument.importNode(element, true));
  for (const element of root.querySelectorAll(left)) element.remove();
  for (const element of [...root.querySelectorAll('*')]) {
    if (!kept.has(element.tagName)) {
      element.replaceWith(...element.childNodes);
      continue;
    }
    for (const { name } of [...element.attributes]) if (!attributes.includes(name)) element.removeAttribute(name);
  }
  return root.innerHTML.trim();
}
