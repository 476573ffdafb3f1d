import { type Tables, tableNames, type World } from '../world/world.ts';
import { copyOf, isSame } from './row-copies.ts';

/** One change of a world: a row as it is now, or the id of one that has gone. */
export type RowChange =
  | { readonly table: keyof Tables; readonly row: { readonly id: string } }
  | { readonly table: keyof Tables; readonly gone: string };

/** A function that says what has changed since it was called last; the first time everything has. */
export function watchRows(world: World): () => RowChange[] {
  const known = new Map(tableNames.map((name) => [name, new Map<string, unknown>()]));
  return () => tableNames.flatMap((table) => changesOf(table, world[table], known.get(table) ?? new Map()));
}

function changesOf(
  table: keyof Tables,
  rows: ReadonlyMap<string, { readonly id: string }>,
  known: Map<string, unknown>,
): RowChange[] {
  const changes: RowChange[] = [];
  for (const [id, row] of rows) {
    if (known.has(id) && isSame(row, known.get(id))) continue;
    known.set(id, copyOf(row));
    changes.push({ table, row });
  }
  if (known.size === rows.size) return changes;
  for (const id of known.keys()) {
    if (rows.has(id)) continue;
    known.delete(id);
    changes.push({ table, gone: id });
  }
  return changes;
}
