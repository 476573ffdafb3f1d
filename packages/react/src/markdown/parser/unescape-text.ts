import { decodeEntities } from '../decode-entities.ts';

/** Text with its escapes and character references resolved, as it counts in addresses and titles. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return decodeEntities(text);
  return text
    .split(/(\\[!-/:-@[-`{-~])/)
    .map((piece, index) => (index % 2 === 1 ? piece.slice(1) : decodeEntities(piece)))
    .join('');
}
