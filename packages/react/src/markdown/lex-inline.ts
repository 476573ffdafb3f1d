import { Lexer, type Token, type Tokens } from 'marked';
import type { LinkDefinitions } from './block-node.ts';
import { inlinePieceLength, maxInlineSigns } from './limits.ts';
import { lexerOptions } from './parse-block.ts';

const signs = /[[\]*_~`<!\\]/g;

/** Cuts a long text near `inlinePieceLength`: at a line end, else at a space, else anywhere. */
function pieces(text: string): readonly string[] {
  const result: string[] = [];
  let start = 0;
  while (text.length - start > inlinePieceLength * 2) {
    const limit = start + inlinePieceLength;
    const line = text.lastIndexOf('\n', limit);
    const space = text.lastIndexOf(' ', limit);
    const end = line > start ? line + 1 : space > start ? space + 1 : limit;
    result.push(text.slice(start, end));
    start = end;
  }
  result.push(text.slice(start));
  return result;
}

function plainText(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false };
}

function lexPiece(text: string, definitions: LinkDefinitions): readonly Token[] {
  if ((text.match(signs)?.length ?? 0) > maxInlineSigns) return [plainText(text)];
  const lexer = new Lexer(lexerOptions());
  Object.assign(lexer.tokens.links, definitions);
  try {
    return lexer.inlineTokens(text);
  } catch {
    return [plainText(text)];
  }
}

/** Reads inline Markdown. Text that would take long to read, because it is noise, stays plain. */
export function lexInline(text: string, definitions: LinkDefinitions): readonly Token[] {
  if (text.length <= inlinePieceLength * 2) return lexPiece(text, definitions);
  return pieces(text).flatMap((piece) => lexPiece(piece, definitions));
}
