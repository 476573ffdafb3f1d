import { readFileSync } from 'node:fs';
import { tableNames, type WorldSnapshot } from '../world/world.ts';

/**
 * What a file remembers: its first line is a snapshot, every other one a change since. A last line that a kill has cut
 * was never acknowledged, and is left out. `undefined` when there is no file.
 *
 * @throws TypeError when the file holds something else
 */
export function readJournal(file: string): WorldSnapshot | undefined {
  const text = read(file);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const first = parse(lines[0] ?? '');
  if (first === undefined) {
    throw new TypeError(`${file} is no snapshot of an emulator. Delete it to begin with an empty server.`);
  }
  const tables = new Map(tableNames.map((name) => [String(name), tableOf(Reflect.get(first, name))]));
  for (const line of lines.slice(1)) {
    const change = parse(line);
    if (change === undefined) continue;
    const rows = tables.get(String(Reflect.get(change, 'table')));
    const row: unknown = Reflect.get(change, 'row');
    if (isRow(row)) rows?.set(row.id, row);
    else rows?.delete(String(Reflect.get(change, 'gone')));
  }
  return Object.assign(first, Object.fromEntries([...tables].map(([name, rows]) => [name, [...rows.values()]])), {
    version: versionOf(first),
  });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Only a version that this emulator writes is taken; the check of a snapshot says so of every other. */
function versionOf(first: object): 1 {
  return Reflect.get(first, 'version');
}

function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function tableOf(rows: unknown): Map<string, unknown> {
  return new Map(Array.isArray(rows) ? rows.filter(isRow).map((row) => [row.id, row]) : []);
}

function isRow(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'id') === 'string';
}
