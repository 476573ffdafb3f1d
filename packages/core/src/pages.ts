import type { Endpoint, PageKind } from './endpoint.ts';
import { NotFoundError } from './errors/api-error.ts';

type Row = Readonly<Record<string, unknown>>;
type Page = { readonly data: readonly unknown[] };

/**
 * Every item of a list, page after page, each once.
 *
 * Numbered pages are read until `total` is reached, for `has_more` cannot be trusted; when the total shrinks between two
 * pages, items have moved to earlier pages and the last page is read once more. Cursor lists pass over rows of the cursor's
 * own second: the next page begins at the last row of the second before, and rows that come twice are left out. A list by
 * `first_id` goes back in time: its items come newest first.
 */
export async function* items<Input extends object, Output extends Page>(
  endpoint: Endpoint<Input, Output>,
  input: Input,
  first: PromiseLike<Output>,
  read: (input: Input) => Promise<Output>,
): AsyncGenerator<Output['data'][number], void, undefined> {
  const kind = endpoint.pages;
  if (kind === undefined) {
    throw new TypeError(`${endpoint.operationId} answers no pages. Await the call instead of looping over it.`);
  }
  const seen = new Set<unknown>();
  let page = await first;
  let position = startOf(kind, input);
  while (true) {
    const data: readonly Output['data'][number][] = page.data;
    const fresh = data.filter((item) => isNew(seen, item));
    yield* kind === 'first_id' ? fresh.toReversed() : fresh;
    if (kind === 'whole' || page.data.length === 0) return;
    const next = kind === 'page' ? nextNumber(page, position, input) : nextCursor(kind, page, position, fresh, input);
    if (next === null) return;
    [page, position] = await readNext(next, kind, input, page, read);
  }
}

interface Position {
  /** The page's number, or the cursor that it was asked with. */
  readonly at: unknown;
  /** How many items there were in all. */
  readonly total: number | null;
  /** Whether the page was read before. */
  readonly again: boolean;
}

function startOf(kind: PageKind, input: object): Position {
  const asked: unknown = Reflect.get(input, kind);
  return { at: kind === 'page' ? (asked ?? 1) : asked, total: null, again: false };
}

/** The page after a numbered one; the same one again when items have moved to where they were not seen. */
function nextNumber(page: Page, position: Position, input: object): Position | null {
  const total = numberAt(page, 'total');
  const at = Number(position.at);
  if (total !== null && position.total !== null && total < position.total && !position.again) {
    return { at: at - 1, total, again: true };
  }
  if (position.again) return { at: at + 1, total, again: false };
  const size = numberAt(input, 'limit') ?? numberAt(page, 'limit') ?? page.data.length;
  const more = total === null ? (Reflect.get(page, 'has_more') ?? page.data.length > 0) === true : at * size < total;
  return more ? { at: at + 1, total, again: false } : null;
}

/** The page behind a cursor: the last row before the cursor's own second, whose rows a server would pass over. */
function nextCursor(
  kind: 'last_id' | 'first_id',
  page: Page,
  position: Position,
  fresh: readonly unknown[],
  input: object,
): Position | null {
  if (Reflect.get(page, 'has_more') !== true && !position.again) return null;
  const rows = (kind === 'first_id' ? page.data.toReversed() : page.data).filter(isRow);
  const end = rows.at(-1);
  if (end === undefined) return null;
  const field = String(Reflect.get(input, 'sort_by') ?? '').endsWith('created_at') ? 'created_at' : 'updated_at';
  const time = (row: Row) => row[kind === 'first_id' ? 'created_at' : field] ?? row.created_at;
  const before = rows.findLast((row) => time(row) !== time(end));
  const overlapping = before?.id;
  if (overlapping !== undefined && overlapping !== position.at && fresh.length > 0) {
    return { at: overlapping, total: null, again: false };
  }
  return end.id === position.at || end.id === undefined ? null : { at: end.id, total: null, again: false };
}

/** Reads a page. When the cursor's row was deleted meanwhile, the rows before it are tried. */
async function readNext<Input extends object, Output extends Page>(
  next: Position,
  kind: PageKind,
  input: Input,
  last: Output,
  read: (input: Input) => Promise<Output>,
): Promise<[Output, Position]> {
  const rows = (kind === 'first_id' ? last.data.toReversed() : last.data).filter(isRow);
  const before = rows.slice(
    0,
    Math.max(
      0,
      rows.findIndex(({ id }) => id === next.at),
    ),
  );
  for (let at = next.at; ; ) {
    try {
      return [await read({ ...input, [kind]: at }), { ...next, at }];
    } catch (error) {
      const other = before.pop();
      if (kind === 'page' || other === undefined || !(error instanceof NotFoundError)) throw error;
      at = other.id;
    }
  }
}

function isNew(seen: Set<unknown>, item: unknown): boolean {
  const id = isRow(item) ? (item.id ?? item) : item;
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

function isRow(item: unknown): item is Row {
  return typeof item === 'object' && item !== null;
}

function numberAt(holder: object, name: string): number | null {
  const value: unknown = Reflect.get(holder, name);
  return typeof value === 'number' ? value : null;
}
