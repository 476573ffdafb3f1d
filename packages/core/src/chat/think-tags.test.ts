import { describe, expect, it } from 'vitest';
import { endThinking, readThinking, splitThinking, type ThinkPiece, thinkScan } from './think-tags.ts';

/** Pieces as blocks: neighbours of a kind joined, a new block of thinking apart. */
function blocks(pieces: readonly ThinkPiece[]): string[] {
  const all: { kind: string; text: string }[] = [];
  for (const { kind, text, begins } of pieces) {
    const last = all.at(-1);
    if (last?.kind === kind && !begins) last.text += text;
    else all.push({ kind, text });
  }
  return all.map(({ kind, text }) => (kind === 'text' ? text : `(${text})`));
}

function bySize(text: string, size: number): string[] {
  const pieces: ThinkPiece[] = [];
  let scan = thinkScan;
  for (let at = 0; at < text.length; at += size) {
    const next = readThinking(scan, text.slice(at, at + size));
    scan = next.scan;
    pieces.push(...next.pieces);
  }
  return blocks([...pieces, ...endThinking(scan)]);
}

const cases: Readonly<Record<string, readonly [text: string, blocks: readonly string[]]>> = {
  'a text without tags': ['Hello\n\n<b>there</b> < 5', ['Hello\n\n<b>there</b> < 5']],
  'a block before the answer': ['<think>\nHm.\n</think>\n\nYes.', ['(\nHm.\n)', '\n\nYes.']],
  'many blocks': ['<think>a</think>A <think>b</think><think>c</think>B', ['(a)', 'A ', '(b)', '(c)', 'B']],
  'an unclosed block': ['<think>never ends </thi', ['(never ends </thi)']],
  'a block with nothing in it': ['<think>\n\n</think>\n\nYes.', ['\n\nYes.']],
  'a tag in a code fence': [
    '```xml\n<think>a</think>\n```\n<think>b</think>c',
    ['```xml\n<think>a</think>\n```\n', '(b)', 'c'],
  ],
  'a tag in a fence of tildes in a quote': ['> ~~~\n> <think>\n> ~~~\nx', ['> ~~~\n> <think>\n> ~~~\nx']],
  'a fence that a longer line does not close': [
    '```\n```js\n<think>\n```\n<think>t',
    ['```\n```js\n<think>\n```\n', '(t)'],
  ],
  'a tag in code within a line': [
    'Use `<think>` and ``a`<think>``. <think>t</think>ok',
    ['Use `<think>` and ``a`<think>``. ', '(t)', 'ok'],
  ],
  'a fence that is code within a line': ['```<think>``` <think>t</think>', ['```<think>``` ', '(t)']],
  'a backtick without its twin': ['a ` b\n<think>t</think>c', ['a ` b\n', '(t)', 'c']],
  'a tag inside a block': ['<think>a<think>b</think>c</think>d', ['(a<think>b)', 'cd']],
  'a lone closing tag': ['a</think>b', ['a</think>b']],
  'what only looks like a tag': ['<thinking>a</thinking> <think', ['<thinking>a</thinking> <think']],
};

describe('thinking in a text', () => {
  for (const [name, [text, expected]] of Object.entries(cases)) {
    it(`tells ${name}, whole and cut at every place`, () => {
      expect(blocks(splitThinking(text))).toEqual(expected);
      for (let size = 1; size < 10; size++) expect(bySize(text, size)).toEqual(expected);
    });
  }

  it('loses nothing but tags and blanks between them', () => {
    const text = 'One <think>two</think> three `<think>` <thi';
    expect(blocks(splitThinking(text)).join('')).toBe('One (two) three `<think>` <thi');
  });

  it('reads a thousand unclosed tags without going back', () => {
    expect(blocks(splitThinking('<think>'.repeat(10_000)))).toEqual([`(${'<think>'.repeat(9_999)})`]);
  });
});
