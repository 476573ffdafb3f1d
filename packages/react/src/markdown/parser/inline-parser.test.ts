import { describe, expect, it } from 'vitest';
import { noDefinitions } from '../block-node.ts';
import { parseInline } from './inline-parser.ts';

function nodes(text: string, isLive: boolean) {
  return parseInline(text, { definitions: noDefinitions, isLive, math: true });
}

describe('parseInline, of a text whose rest is on its way', () => {
  it.each([
    ['plain text', 'plain text'],
    ['a **', 'a '],
    ['a **b', 'a **b**'],
    ['a **b ', 'a **b**'],
    ['a **b*', 'a **b**'],
    ['a **b** c', 'a **b** c'],
    ['a *b **c', 'a *b **c***'],
    ['a ***b', 'a ***b***'],
    ['a _b', 'a _b_'],
    ['snake_case_na', 'snake_case_na'],
    ['2 * 3', '2 * 3'],
    ['~~gone', '~~gone~~'],
    ['a `', 'a '],
    ['a `b', 'a `b`'],
    ['a ``b`', 'a ``b``'],
    ['**a `b', '**a `b`**'],
    ['`**` and', '`**` and'],
    ['see [the', 'see the'],
    ['see [the]', 'see the'],
    ['see [the](', 'see the'],
    ['see [the](https://exa', 'see the'],
    ['see [**the**](https://exa', 'see **the**'],
    ['see [the](https://exa.example) x', 'see [the](https://exa.example) x'],
    ['see [the][re', 'see the'],
    ['**see [the', '**see the**'],
    ['x ![', 'x '],
    ['x ![alt](https://e', 'x '],
    ['x [![alt](https://e', 'x '],
    ['done [1]', 'done [1]'],
    ['done [1][2', 'done [1]2'],
    ['a\\', 'a'],
    ['a \\*b', 'a \\*b'],
    ['x &am', 'x '],
    ['AT&T', 'AT&T'],
    ['x &#6', 'x '],
    ['<https://exa', 'https://exa'],
    ['line<br', 'line'],
    ['1 < 2', '1 < 2'],
  ])('shows %j as %j', (text, expected) => {
    expect(nodes(text, true)).toEqual(nodes(expected, false));
  });
});

describe('parseInline, of formulas', () => {
  it.each([
    ['$x^2$', [{ type: 'math', text: 'x^2', display: false }]],
    ['a $x$, b', ['a ', { type: 'math', text: 'x', display: false }, ', b']],
    ['$$x$$', [{ type: 'math', text: 'x', display: true }]],
    ['\\(x\\) \\[y\\]', [{ type: 'math', text: 'x', display: false }, ' ', { type: 'math', text: 'y', display: true }]],
    ['$5 and $6', ['$5 and $6']],
    ['from $5 to 10$', ['from ', { type: 'math', text: '5 to 10', display: false }]],
    ['$ x $', ['$ x $']],
    ['`$x$`', [{ type: 'code', text: '$x$' }]],
    ['\\$x$', ['$x$']],
  ])('reads %j', (text, expected) => {
    expect(nodes(text, false)).toEqual(expected);
  });
});

describe('parseInline, beside Chinese and Japanese characters', () => {
  it.each([
    ['这是**“重点”**吧', ['这是', { type: 'strong', children: ['“重点”'] }, '吧']],
    ['**重点：**text', [{ type: 'strong', children: ['重点：'] }, 'text']],
    ['これは**「大事」**です', ['これは', { type: 'strong', children: ['「大事」'] }, 'です']],
    [
      '见 https://example.com，然后',
      ['见 ', { type: 'link', href: 'https://example.com', isBare: true, children: ['https://example.com'] }, '，然后'],
    ],
    ['5~10 and 20~30', ['5~10 and 20~30']],
  ])('reads %j', (text, expected) => {
    expect(nodes(text, false)).toEqual(expected);
  });
});

describe('parseInline, of citation marks', () => {
  const citations = new Set([1, 2]);
  const read = (text: string) =>
    parseInline(text, { definitions: noDefinitions, isLive: false, math: false, citations });

  it.each([
    ['a[1][2] b[3]', ['a', { type: 'citation', number: 1 }, { type: 'citation', number: 2 }, ' b[3]']],
    ['\\[1\\]', ['[1]']],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
