/** A title from a question: its first line, without its end, cut at a word. */
export function titleOf(query: string): string {
  const line =
    query
      .trim()
      .split('\n')[0]
      ?.replace(/[?？。.!！]+$/u, '') ?? '';
  const short = line === '' ? query.trim() : line;
  return short.length <= 44 ? short : `${short.slice(0, 44).replace(/\s+\S*$/, '')}…`;
}
