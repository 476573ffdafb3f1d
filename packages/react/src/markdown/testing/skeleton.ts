/** Elements that say what a text is, as CommonMark's examples have them. */
const meaning = new Set(
  'P EM STRONG DEL A CODE PRE UL OL LI BLOCKQUOTE HR BR TABLE THEAD TBODY TR TH TD INPUT'.split(' '),
);
/** Parts of ours that are not of the content. */
const additions = '[data-dify="block-header"], [data-dify="link-host"], [data-dify="caret"]';

function nameOf({ tagName }: Element): string | undefined {
  // Their levels follow the outline of the text, not the depth that it asks for.
  if (/^H[1-6]$/.test(tagName)) return 'h';
  return meaning.has(tagName) ? tagName.toLowerCase() : undefined;
}

function attributesOf(element: Element): string {
  const href = element.tagName === 'A' ? element.getAttribute('href') : null;
  const start = element.tagName === 'OL' ? element.getAttribute('start') : null;
  const align = element.getAttribute('data-align') ?? element.getAttribute('align');
  const checked = element.tagName === 'INPUT' && element.hasAttribute('checked') ? ' checked' : '';
  const address = href === null ? '' : ` ${URL.canParse(href) ? new URL(href).href : href}`;
  const side = align === 'left' ? 'start' : align === 'right' ? 'end' : align;
  return `${address}${start === null ? '' : ` ${start}`}${side === null ? '' : ` ${side}`}${checked}`;
}

function write(node: Node): string {
  if (node instanceof Text) {
    const isInCode = node.parentElement?.closest('pre, [data-dify="markup"]');
    return isInCode ? node.data : node.data.replaceAll(/[ \t\n]+/g, ' ');
  }
  const inner = [...node.childNodes].map(write).join('');
  if (!(node instanceof Element) || node.matches('[data-dify="prose"]')) return inner;
  if (node.matches(additions)) return '';
  const name = nameOf(node);
  if (name) return `<${name}${attributesOf(node)}>${inner}</${name}>`;
  return node.tagName === 'DIV' || node.tagName === 'BDI' ? inner : `<${node.tagName}>${inner}</>`;
}

function withoutSpaces(skeleton: string): string {
  const block = '(?:p|h|pre|ul|ol|li|blockquote|hr|table|thead|tbody|tr|th|td|br|input)';
  return skeleton.replaceAll(new RegExp(` *(</?${block}\\b[^>]*>) *`, 'g'), '$1').trim();
}

/** Elements and words of an official example's HTML. */
export function skeletonOf(root: Node): string {
  for (const code of root instanceof DocumentFragment ? root.querySelectorAll('pre > code') : [])
    code.textContent = code.textContent?.replace(/\n$/, '') ?? '';
  return withoutSpaces([...root.childNodes].map(write).join(''));
}

/** The same of what `Markdown` shows. */
export function shownSkeletonOf(root: Node): string {
  return withoutSpaces([...root.childNodes].map(write).join(''));
}
