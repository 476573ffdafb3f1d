import { maxIndent, maxMarkersInLine } from './limits.ts';

const wideIndent = new RegExp(`^[ \\t]{${maxIndent},}`, 'gm');
const marker = /[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/** Index after the markers that may open on the line at `start`, or -1 when there are no more than may. */
function endOfAllowedMarkers(text: string, start: number): number {
  marker.lastIndex = start;
  let end = start;
  for (let count = 0; count <= maxMarkersInLine; count++) {
    if (count === maxMarkersInLine) end = marker.lastIndex;
    if (!marker.test(text)) return -1;
  }
  return end;
}

/** Takes the danger out of text that opens thousands of quotes or lists inside each other; other text is returned as it is. */
export function capNesting(text: string): string {
  let result = '';
  let copied = 0;
  for (let start = 0; start >= 0 && start < text.length; ) {
    const end = endOfAllowedMarkers(text, start);
    if (end >= 0) {
      const rest = text.slice(end).search(/[^ \t]/);
      result += `${text.slice(copied, end + rest)}\\`;
      copied = end + rest;
    }
    const newline = text.indexOf('\n', start);
    start = newline < 0 ? -1 : newline + 1;
  }
  const capped = copied === 0 ? text : result + text.slice(copied);
  return wideIndent.test(capped) ? capped.replace(wideIndent, ' '.repeat(maxIndent)) : capped;
}
