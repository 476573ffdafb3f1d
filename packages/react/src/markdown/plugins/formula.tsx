import katex from 'katex';
import type { MarkdownFormulaProps } from '../plugin.ts';
import { markupNodes } from './markup-nodes.ts';

const maxSourceLength = 5000;

const elements = new Set(
  'math annotation semantics maction maligngroup menclose merror mfrac mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover'.split(
    ' ',
  ),
);
const attributes = new Set(
  'accent accentunder columnalign columnlines columnspacing depth display displaystyle encoding fence height linethickness lspace mathcolor mathsize mathvariant maxsize minsize notation rowalign rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset width'.split(
    ' ',
  ),
);

/** An address would be one that the content chose; no attribute that is kept can hold one. */
const rules = {
  elements,
  attributes: (_: string, given: ReadonlyMap<string, string>) =>
    Object.fromEntries([...given].filter(([name, value]) => attributes.has(name) && !/url\s*\(/i.test(value))),
};

/** The formula as MathML, or nothing when it cannot be read. */
function read(source: string, isBlock: boolean): string | undefined {
  try {
    return katex.renderToString(source, {
      displayMode: isBlock,
      maxExpand: 1000,
      maxSize: 50,
      output: 'mathml',
      strict: 'ignore',
      throwOnError: true,
      trust: false,
    });
  } catch {
    return undefined;
  }
}

/** A formula as MathML, which browsers draw and read aloud without fonts or styles of their own. */
export function Formula({ source, isBlock, fallback }: MarkdownFormulaProps) {
  const markup = source.length > maxSourceLength ? undefined : read(source, isBlock);
  if (markup === undefined) return fallback;
  return <span data-dify="math">{markupNodes(markup, rules)}</span>;
}
