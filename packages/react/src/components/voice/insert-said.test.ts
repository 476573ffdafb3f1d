import { describe, expect, it } from 'vitest';
import { insertSaid } from './insert-said.ts';

describe('what was said', () => {
  it.each([
    ['', 'Hello', 0, 0, 'Hello', 5],
    ['Say', 'hello', 3, 3, 'Say hello', 9],
    ['Say ', 'hello', 4, 4, 'Say hello', 9],
    ['Say now', 'hello', 4, 4, 'Say hello now', 9],
    ['Say this.', 'hello', 4, 8, 'Say hello.', 9],
    ['電池は', '寒い車庫に', 3, 3, '電池は寒い車庫に', 8],
  ])('in “%s” as “%s” from %i to %i: “%s”', (text, said, start, end, next, caret) => {
    expect(insertSaid(text, said, start, end)).toEqual({ text: next, caret });
  });
});
