/** Places of a text within an element, also where it runs through several elements. Never in what is not read. */
export function textRanges(root: Element, query: string): readonly Range[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const nodes: Text[] = [];
  const starts: number[] = [];
  let text = '';
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest('[aria-hidden="true"], button')) continue;
    nodes.push(node);
    starts.push(text.length);
    text += node.data;
  }
  // Lower case may be longer than what it came from; then places would not be the same.
  const lower = text.toLowerCase();
  const haystack = lower.length === text.length ? lower : text;
  const ranges: Range[] = [];
  for (let at = haystack.indexOf(wanted); at !== -1; at = haystack.indexOf(wanted, at + wanted.length)) {
    const range = rangeOf(nodes, starts, at, at + wanted.length);
    if (range !== undefined) ranges.push(range);
  }
  return ranges;
}

function rangeOf(nodes: readonly Text[], starts: readonly number[], from: number, to: number): Range | undefined {
  const first = indexAt(starts, from);
  const last = indexAt(starts, to - 1);
  const [startNode, endNode] = [nodes[first], nodes[last]];
  if (startNode === undefined || endNode === undefined) return undefined;
  const range = new Range();
  range.setStart(startNode, from - (starts[first] ?? 0));
  range.setEnd(endNode, to - (starts[last] ?? 0));
  return range;
}

/** The piece that a place lies in. */
function indexAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
