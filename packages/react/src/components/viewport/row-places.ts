import { type RowRange, wantedRange } from './row-range.ts';
import { rowOf } from './thread.ts';

/** Where the rows of a long thread are, also those that are not rendered. */
export interface RowPlaces {
  /** How high rows are that are not rendered, in pixels: as they once were, else as rows are on the average. */
  heightOf(ids: readonly string[]): number;
  /** What is to be rendered where the reader is now. */
  rangeFor(viewport: HTMLElement, ids: readonly string[], range: RowRange): RowRange;
  /** Remembers what the reader looks at, and how high the rows are. Before the rows change. */
  keep(viewport: HTMLElement): void;
  /** Brings what the reader looked at back to its place. After the rows have changed. */
  restore(viewport: HTMLElement): void;
}

/** How high a row is thought to be before any was measured, in pixels. */
const guessedPx = 160;

/** Measures of one thread. */
export function createRowPlaces(): RowPlaces {
  /** From the start of a row to the start of the next one, in pixels. */
  const heights = new Map<string, number>();
  let total = 0;
  let place: { readonly id: string; readonly top: number } | undefined;

  const average = () => (heights.size === 0 ? guessedPx : total / heights.size);
  const heightOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (heights.get(id) ?? average()), 0);
  const boxOf = (row: Element) => row.getBoundingClientRect();
  const rowsIn = (viewport: HTMLElement) => [...viewport.querySelectorAll<HTMLElement>('[data-message]')];

  function measure(rows: readonly HTMLElement[]): void {
    let next: number | undefined;
    for (const row of rows.toReversed()) {
      const { top } = boxOf(row);
      const id = row.dataset.message;
      if (next !== undefined && id !== undefined) {
        total += next - top - (heights.get(id) ?? 0);
        heights.set(id, next - top);
      }
      next = top;
    }
  }

  return {
    heightOf,
    rangeFor(viewport, ids, range) {
      const rows = rowsIn(viewport);
      const [firstRow, lastRow] = [rows[0], rows.at(-1)];
      if (firstRow === undefined || lastRow === undefined) return range;
      const { top, height } = boxOf(viewport);
      const [first, last] = [boxOf(firstRow).top - top, boxOf(lastRow).bottom - top];
      const wanted = wantedRange(range, {
        first,
        last,
        height,
        count: ids.length,
        rowsInView() {
          const inView = rows.filter((row) => boxOf(row).bottom > top && boxOf(row).top < top + height);
          const [begin] = inView;
          if (begin !== undefined) return { index: range.start + rows.indexOf(begin), count: inView.length };
          // Somewhere in the space of rows that are not rendered.
          const [step, from] = first > 0 ? [-1, range.start] : [1, range.end];
          let index = from;
          for (let left = first > 0 ? first : -last; left > 0 && index > 0 && index < ids.length; index += step) {
            left -= heightOf(ids.slice(step === 1 ? index : index - 1, step === 1 ? index + 1 : index));
          }
          return { index, count: 10 };
        },
      });
      const isHeld = wanted !== range && isTouched(rows, range, wanted);
      return isHeld ? { start: Math.min(wanted.start, range.start), end: Math.max(wanted.end, range.end) } : wanted;
    },
    keep(viewport) {
      const rows = rowsIn(viewport);
      measure(rows);
      const { top, bottom } = boxOf(viewport);
      const row = rows.find((one) => boxOf(one).bottom > top && boxOf(one).top < bottom);
      place = row?.dataset.message === undefined ? undefined : { id: row.dataset.message, top: boxOf(row).top };
    },
    restore(viewport) {
      const row = place && rowOf(viewport, place.id);
      if (row && place) viewport.scrollTop += boxOf(row).top - place.top;
      place = undefined;
    },
  };
}

/** Whether the focus or a selection is in a row that would go. */
function isTouched(rows: readonly HTMLElement[], range: RowRange, wanted: RowRange): boolean {
  const selection = document.getSelection();
  const anchor = selection === null || selection.isCollapsed ? null : selection.anchorNode;
  return rows.some((row, index) => {
    const at = range.start + index;
    const isKept = at >= wanted.start && at < wanted.end;
    return !isKept && (row.contains(document.activeElement) || (anchor !== null && row.contains(anchor)));
  });
}
