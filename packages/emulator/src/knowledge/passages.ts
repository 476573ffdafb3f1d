import { type Language, languageOf } from './language.ts';

/** A part of a page that is found and quoted as one. */
export interface Passage {
  readonly id: string;
  readonly documentId: string;
  readonly document: string;
  readonly dataset: string;
  /** The heading that it stands below; empty at a page's start. */
  readonly heading: string;
  /** From 1. */
  readonly position: number;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly language: Language;
}

/** A paragraph, list, table or code block. */
export interface Block {
  readonly kind: 'prose' | 'list' | 'table' | 'code';
  readonly text: string;
}

/** A page to be cut. */
export interface Page {
  readonly id: string;
  readonly title: string;
  readonly dataset: string;
  readonly text: string;
}

const longest = 1600;

/** Cuts a page at its headings; long sections at their blocks. Tables, lists and code stay whole. */
export function toPassages(page: Page): Passage[] {
  const language = languageOf(page.text.slice(0, 400));
  const passages: Passage[] = [];
  let heading = '';
  let blocks: Block[] = [];
  const close = () => {
    if (blocks.length === 0) return;
    const position = passages.length + 1;
    const text = blocks.map((block) => block.text).join('\n\n');
    const common = { documentId: page.id, document: page.title, dataset: page.dataset, heading, language };
    passages.push({ ...common, id: `${page.id}#${position}`, position, text, blocks });
    blocks = [];
  };
  for (const text of splitBlocks(page.text)) {
    const found = /^(#{1,6})\s+(.+)$/.exec(text);
    if (found) {
      close();
      heading = found[1] === '#' ? '' : (found[2] ?? '');
      continue;
    }
    if (blocks.reduce((size, block) => size + block.text.length, 0) + text.length > longest) close();
    blocks.push({ kind: kindOf(text), text });
  }
  close();
  return passages;
}

/** Blocks as blank lines part them; a fence keeps its own. */
function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  let lines: string[] = [];
  let fenced = false;
  const close = () => {
    if (lines.length > 0) blocks.push(lines.join('\n'));
    lines = [];
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    if (!fenced && line.trim() === '') close();
    else if (!fenced && /^#{1,6}\s/.test(line)) {
      close();
      blocks.push(line.trim());
    } else lines.push(line);
  }
  close();
  return blocks.flatMap((block) => (block.length > longest && kindOf(block) === 'prose' ? cutProse(block) : [block]));
}

/** Text without structure, as PDFs give it, in pieces at sentence ends. */
function cutProse(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sentence of sentencesOf(text)) {
    if (piece.length + sentence.length > 700 && piece !== '') {
      pieces.push(piece);
      piece = '';
    }
    piece = piece === '' ? sentence : `${piece} ${sentence}`;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function kindOf(text: string): Block['kind'] {
  if (/^\s*```/.test(text)) return 'code';
  if (/^\s*\|/.test(text)) return 'table';
  return /^\s*(?:[-*+]|\d+[.)])\s/.test(text) ? 'list' : 'prose';
}

const ends = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a paragraph. */
export function sentencesOf(text: string): string[] {
  return Array.from(ends.segment(text.replaceAll(/\s*\n\s*/g, ' ')), ({ segment }) => segment.trim()).filter(Boolean);
}
