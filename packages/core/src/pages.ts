import type { Endpoint, PageKind } from './endpoint.ts';
import { NotFoundError } from './errors/api-error.ts';
import { firstPage, idOf, type ListPage, nextPage, numberAt, type PagePosition } from './next-page.ts';

/**
 * Every item of a list, page after page, each once.
 *
 * Numbered pages: when the total shrinks between two pages, items have moved to earlier pages and the last page is read once
 * more. A list by `first_id` goes back in time: its items come newest first.
 */
export async function* items<Input extends object, Output extends ListPage>(
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
  let position = kind === 'whole' ? null : firstPage(kind, input);
  let total: number | undefined;
  let isReadAgain = false;
  while (true) {
    const data: readonly Output['data'][number][] = page.data;
    const fresh = data.filter((item) => isNew(seen, item));
    yield* kind === 'first_id' ? fresh.toReversed() : fresh;
    if (kind === 'whole' || page.data.length === 0) return;
    const before = total;
    total = numberAt(page, 'total');
    const haveMoved: boolean = before !== undefined && total !== undefined && total < before && !isReadAgain;
    const next = haveMoved
      ? Number(position) - 1
      : isReadAgain
        ? Number(position) + 1
        : nextPage(kind, { input, page, position, hasFresh: fresh.length > 0 });
    isReadAgain = haveMoved;
    if (next === undefined) return;
    [page, position] = await readNext(next, kind, input, page, read);
  }
}

/** Reads a page. When the cursor's row was deleted meanwhile, the rows before it are tried. */
async function readNext<Input extends object, Output extends ListPage>(
  next: PagePosition,
  kind: PageKind,
  input: Input,
  last: Output,
  read: (input: Input) => Promise<Output>,
): Promise<[Output, PagePosition]> {
  const ids = (kind === 'first_id' ? last.data.toReversed() : last.data).map(idOf);
  const before = ids.slice(0, Math.max(0, ids.indexOf(next)));
  for (let at = next; ; ) {
    try {
      return [await read({ ...input, [kind]: at }), at];
    } catch (error) {
      const other = before.pop();
      if (kind === 'page' || typeof other !== 'string' || !(error instanceof NotFoundError)) throw error;
      at = other;
    }
  }
}

function isNew(seen: Set<unknown>, item: unknown): boolean {
  const id = idOf(item);
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}
