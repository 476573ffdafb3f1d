/** Which rows of a thread are rendered: from `start` up to, not including, `end`. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** Rows up to which all are rendered. */
export const manyRows = 100;
/** Of a long thread, rows that are rendered when it is opened, at its end. */
const openedRows = 40;

/** What is rendered of a thread that was just opened. */
export function initialRange(count: number): RowRange {
  return { start: count > manyRows ? count - openedRows : 0, end: count };
}

/** What is rendered after rows have come or gone. Older ones of a long thread are not rendered before one goes there. */
export function nextRange(range: RowRange, before: readonly string[], after: readonly string[]): RowRange {
  const first = before[0];
  const added = first === undefined ? -1 : after.indexOf(first);
  if (added === -1) return initialRange(after.length);
  const wasWhole = range.start === 0 && range.end === before.length;
  if (wasWhole && after.length <= manyRows) return { start: 0, end: after.length };
  return {
    start: Math.min(range.start + added, after.length),
    end: range.end === before.length ? after.length : Math.min(range.end + added, after.length),
  };
}

/** What is in view of the rendered rows, in pixels from the start of the view. */
export interface RowView {
  /** The start of the first rendered row, and the end of the last. */
  readonly first: number;
  readonly last: number;
  /** How high the view is. */
  readonly height: number;
  /** How many rows there are. */
  readonly count: number;
  /** The row at the start of the view, and how many rows are in view. */
  rowsInView(): { readonly index: number; readonly count: number };
}

/** Rows that are rendered before and after those in view, when what is rendered changes. */
const spareRows = 30;
/** Rendered rows from which on some are given up. */
const mostRows = 140;

/** What is to be rendered where one is now; the same object while that is right. */
export function wantedRange(range: RowRange, view: RowView): RowRange {
  const needsBefore = range.start > 0 && view.first > -view.height;
  const needsAfter = range.end < view.count && view.last < view.height * 2;
  if (!needsBefore && !needsAfter && range.end - range.start <= mostRows) return range;
  const { index, count } = view.rowsInView();
  const wanted = {
    start: Math.max(0, index - spareRows),
    end: Math.min(view.count, index + count + spareRows),
  };
  return wanted.start === range.start && wanted.end === range.end ? range : wanted;
}
