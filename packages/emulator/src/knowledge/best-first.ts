import type { Scored } from './dataset-index.ts';

/** The best of many, one after the other. Those that nobody asks for are never put in order. */
export function* bestFirst(items: readonly Scored[]): Generator<Scored, void> {
  const heap = items.slice();
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at);
  while (heap.length > 0) {
    const [best] = heap;
    const last = heap.pop();
    if (best === undefined || last === undefined) return;
    if (heap.length > 0) {
      heap[0] = last;
      sink(heap, 0);
    }
    yield best;
  }
}

function sink(heap: Scored[], from: number): void {
  const item = heap[from];
  if (item === undefined) return;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    const left = heap[child];
    if (left === undefined) break;
    const right = heap[child + 1];
    if (right !== undefined && right.score > left.score) child++;
    const larger = heap[child];
    if (larger === undefined || larger.score <= item.score) break;
    heap[at] = larger;
    at = child;
  }
  heap[at] = item;
}
