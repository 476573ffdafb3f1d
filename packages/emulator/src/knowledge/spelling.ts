/** The known word that a misspelt one most likely is. Words with digits are names: they are right or they are others. */
export function respell(token: string, known: Iterable<string>): string | undefined {
  if (token.length < 4 || /[^a-z]/.test(token)) return undefined;
  const allowed = token.length >= 8 ? 2 : 1;
  let best: string | undefined;
  let least = allowed + 1;
  for (const word of known) {
    if (Math.abs(word.length - token.length) > allowed || word[0] !== token[0]) continue;
    // A short word with another letter is another word: a bell is no belt.
    if (token.length < 5 && word.length === token.length) continue;
    const distance = distanceOf(token, word, least);
    if (distance < least) {
      least = distance;
      best = word;
    }
  }
  return best;
}

/** Letters to add, drop, change or swap with their neighbour; `limit` when it is at least that. */
function distanceOf(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const cheapest = Math.min(
        (above[column] ?? limit) + 1,
        (line[column - 1] ?? limit) + 1,
        (above[column - 1] ?? limit) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? limit) + 1 : limit,
      );
      line.push(cheapest);
    }
    if (Math.min(...line) >= limit) return limit;
    before = above;
    above = line;
  }
  return above[b.length] ?? limit;
}
