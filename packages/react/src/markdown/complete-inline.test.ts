import { describe, expect, it } from 'vitest';
import { completeInline } from './complete-inline.ts';
import { completeTail } from './complete-tail.ts';

describe('completeInline', () => {
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
  ])('completes %j', (text, expected) => {
    expect(completeInline(text)).toBe(expected);
  });
});

describe('completeTail', () => {
  it.each([
    ['text', 'text'],
    ['text\n-', 'text\n'],
    ['text\n---', 'text\n'],
    ['text\n- ', 'text\n'],
    ['- a\n- ', '- a\n'],
    ['1', '1'],
    ['text\n1.', 'text\n'],
    ['#', ''],
    ['## ', ''],
    ['## A', '## A'],
    ['>', ''],
    ['> -', ''],
    ['``', ''],
    ['text\n**', 'text\n'],
    ['[a]:', ''],
    ['| a | b', '| a | b |\n| --- | --- |'],
    ['| a | b |\n', '| a | b |\n'],
    ['| a | b |\n|--', '| a | b |\n| --- | --- |'],
    ['| a | b |\n|---|---|\n| 1', '| a | b |\n|---|---|\n| 1'],
    ['| a | b |\n|---|---|\n|', '| a | b |\n|---|---|\n'],
  ])('completes %j', (text, expected) => {
    expect(completeTail(text)).toBe(expected);
  });
});
