import type { KnowledgeAccess } from './knowledge-access.ts';
import type { ReadKnowledge } from './members.ts';

/** A page of knowledge bases, as Dify would answer it to somebody who has no others. */
export interface DatasetPage {
  readonly data: readonly unknown[];
  readonly has_more: boolean;
  readonly limit: number;
  readonly total: number;
  readonly page: number;
}

/** Rows that are asked for at a time: more than that Dify does not answer. */
const rowsAtOnce = 100;
/** Pages that are read at most: 10,000 knowledge bases. */
const mostPages = 100;

/**
 * The knowledge bases that a person may reach, in Dify's order. All of Dify's pages are read as far as needed, so that
 * pages are full and the total counts nothing that the person does not see.
 */
export async function listDatasets(
  { datasets }: KnowledgeAccess,
  { page, limit, ...filters }: Readonly<Record<string, unknown>>,
  read: ReadKnowledge,
  warn: (message: string) => void,
): Promise<DatasetPage> {
  const size = typeof limit === 'number' ? limit : 20;
  const number = typeof page === 'number' ? page : 1;
  const rows = datasets === 'all' ? new Map() : await allowedRows(datasets, filters, read, warn);
  const start = (number - 1) * size;
  const data = Array.from(rows.values()).slice(start, start + size);
  return { data, has_more: start + size < rows.size, limit: size, total: rows.size, page: number };
}

async function allowedRows(
  allowed: ReadonlySet<string>,
  filters: Readonly<Record<string, unknown>>,
  read: ReadKnowledge,
  warn: (message: string) => void,
): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (let page = 1; found.size < allowed.size; page += 1) {
    if (page > mostPages) {
      warn(`The list of knowledge bases ends after ${mostPages * rowsAtOnce} of the workspace's; some may be missing.`);
      break;
    }
    const { data, total } = await read('listDatasets', {}, { ...filters, page, limit: rowsAtOnce });
    const rows = Array.isArray(data) ? data : [];
    for (const row of rows) {
      const id: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'id') : undefined;
      // A row that moved to the next page while the pages were read comes twice.
      if (typeof id === 'string' && allowed.has(id.toLowerCase())) found.set(id.toLowerCase(), row);
    }
    if (rows.length === 0 || page * rowsAtOnce >= Number(total ?? 0)) break;
  }
  return found;
}
