import { countTokens } from './count-tokens.ts';
import type { Segmentation } from './process-rule.ts';

/** Where text is cut when a piece is too long, the best places first. */
const places = ['\n\n', '。', '. ', ' ', ''];

/** Cuts text at a separator; pieces that are too long are cut again at the next best places. Short ones stay as they are. */
export function splitAtSeparator(text: string, { separator, max_tokens, chunk_overlap }: Segmentation): string[] {
  const fixed = separator.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
  const pieces = fixed === '' ? [text] : text.split(fixed);
  return pieces.flatMap((piece) => (countTokens(piece) > max_tokens ? cut(piece, max_tokens, chunk_overlap) : [piece]));
}

/** Cuts text into pieces that are about as long as they may be. */
export function splitBySize(text: string, { max_tokens, chunk_overlap }: Omit<Segmentation, 'separator'>): string[] {
  return countTokens(text) > max_tokens ? cut(text, max_tokens, chunk_overlap) : [text];
}

function cut(text: string, limit: number, overlap: number, from = 0): string[] {
  const at = places.findIndex((place, index) => index >= from && text.includes(place));
  const place = places[at] ?? '';
  const parts = place === '' ? cutByCharacters(text, limit) : text.split(place);
  const pieces = parts.flatMap((part) =>
    place !== '' && countTokens(part) > limit ? cut(part, limit, overlap, at + 1) : [part],
  );
  return join(pieces, place, limit, overlap);
}

/** Text without any good place to cut, as one long word. */
function cutByCharacters(text: string, limit: number): string[] {
  const characters = Array.from(text);
  const perPiece = Math.max(1, Math.floor((characters.length * limit) / Math.max(1, countTokens(text))));
  return Array.from({ length: Math.ceil(characters.length / perPiece) }, (_, index) =>
    characters.slice(index * perPiece, (index + 1) * perPiece).join(''),
  );
}

/** Joins neighbours while they fit; each piece begins with the end of the one before, up to `overlap`. */
function join(pieces: readonly string[], place: string, limit: number, overlap: number): string[] {
  const joined: string[] = [];
  let held: { text: string; tokens: number }[] = [];
  let size = 0;
  const between = countTokens(place);
  for (const text of pieces.filter((piece) => piece !== '')) {
    const tokens = countTokens(text) + between;
    if (held.length > 0 && size + tokens > limit) {
      joined.push(held.map((piece) => piece.text).join(place));
      while (held.length > 0 && (size > overlap || size + tokens > limit)) size -= held.shift()?.tokens ?? 0;
    }
    held = [...held, { text, tokens }];
    size += tokens;
  }
  if (held.length > 0) joined.push(held.map((piece) => piece.text).join(place));
  return joined;
}
