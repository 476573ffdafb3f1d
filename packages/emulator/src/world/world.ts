import { type AppTables, appTables } from './app-rows.ts';
import { type KnowledgeTables, knowledgeTables } from './knowledge-rows.ts';
import { type WorkflowTables, workflowTables } from './workflow-rows.ts';

/** All tables by name, each with the row that it holds. */
export interface Tables extends AppTables, KnowledgeTables, WorkflowTables {}

/** Everything that a server remembers. Rows are plain data with an `id`: they can be written as JSON. */
export type World = { readonly [Name in keyof Tables]: Map<string, Tables[Name]> };

/** A server's memory as JSON: the rows of each table in their order. A table that is left out is empty. */
export type WorldSnapshot = { version: 1 } & { [Name in keyof Tables]?: Tables[Name][] };

/** The names of all tables. */
export const tableNames: readonly (keyof Tables)[] = [...appTables, ...knowledgeTables, ...workflowTables];

export function emptyWorld(): World {
  return withTables(() => new Map());
}

/** A deep copy as plain data. */
export function toSnapshot(world: World): { version: 1 } & { [Name in keyof Tables]: Tables[Name][] } {
  const rows = tableNames.map((name) => [name, [...world[name].values()]]);
  return structuredClone(Object.assign({ version: 1 as const }, Object.fromEntries(rows)));
}

/**
 * A server's memory from a snapshot.
 *
 * @throws TypeError when it is no snapshot of this version
 */
export function fromSnapshot(snapshot: WorldSnapshot): World {
  if (snapshot?.version !== 1 || !tableNames.every((name) => Array.isArray(snapshot[name] ?? []))) {
    throw new TypeError('This is no snapshot of an emulator of this version. Delete it to begin with an empty server.');
  }
  const copy = structuredClone(snapshot);
  return withTables((name) => new Map((copy[name] ?? []).map((row) => [row.id, row])));
}

/** Replaces all that `world` holds by what `other` holds. */
export function replaceWorld(world: World, other: World): void {
  for (const name of tableNames) {
    const table: Map<string, unknown> = world[name];
    table.clear();
    for (const [id, row] of other[name]) table.set(id, row);
  }
}

/** The type system cannot see that every name gets its table. */
function withTables(table: (name: keyof Tables) => Map<string, unknown>): World {
  return Object.fromEntries(tableNames.map((name) => [name, table(name)])) as unknown as World;
}
