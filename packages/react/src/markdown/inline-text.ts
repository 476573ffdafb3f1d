import type { MarkedToken, Token } from 'marked';
import { decodeEntities } from './decode-entities.ts';

/** The text of inline tokens without their formats. */
export function inlineText(tokens: readonly Token[]): string {
  let text = '';
  for (const anyToken of tokens) {
    // The lexer's type also holds the tokens of extensions. There are none here.
    const token = anyToken as MarkedToken;
    if (token.type === 'br') text += '\n';
    else if (token.type === 'text') text += decodeEntities(token.raw);
    else if (token.type === 'escape' || token.type === 'codespan') text += token.text;
    else if ('tokens' in token && token.tokens) text += inlineText(token.tokens);
    else text += token.raw;
  }
  return text;
}
