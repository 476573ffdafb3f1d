import type { ChatMessage } from './message.ts';

/**
 * Which turns of a conversation are branches of which. Turns go by Dify's id, and by the id of their question's row
 * until that is known. The server knows nothing of it: for it the turns stand one after another.
 */
export interface Branches {
  /** The turn that a turn follows, `null` at the beginning. Absent: the turn before it. */
  readonly parents: Readonly<Record<string, string | null>>;
  /** By the turn that they follow (empty at the beginning): which of several turns is shown. Absent: the last. */
  readonly selected: Readonly<Record<string, string>>;
}

/** Where a message stands among the branches of its place. */
export interface BranchPosition {
  /** From 0. */
  readonly index: number;
  /** At least 2. */
  readonly count: number;
}

/** A conversation without branches. */
export const noBranches: Branches = { parents: {}, selected: {} };

/** The name of a turn, by its question. */
export function turnKey({ id, serverId }: Pick<ChatMessage, 'id' | 'serverId'>): string {
  return serverId ?? id;
}

interface Tree {
  /** The turns that follow a turn, in order; the first ones stand under the empty name. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly parents: ReadonlyMap<string, string>;
  /** The turns on the way that is shown, in order. */
  readonly path: readonly string[];
}

/** The rows that are shown: one branch of each place. The same list when there are no branches. */
export function shownRows(rows: readonly ChatMessage[], branches: Branches): readonly ChatMessage[] {
  if (!hasBranches(branches)) return rows;
  const shown = new Set(treeOf(rows, branches).path);
  const turns = turnsOfRows(rows);
  return rows.filter((_, at) => shown.has(turns[at] ?? ''));
}

/** The turn that a new question would follow: the last one shown, `null` in an empty conversation. */
export function lastShownTurn(rows: readonly ChatMessage[], branches: Branches): string | null {
  return treeOf(rows, branches).path.at(-1) ?? null;
}

/** The turn that a turn follows; `null` at the beginning. */
export function parentOf(rows: readonly ChatMessage[], branches: Branches, turn: string): string | null {
  return treeOf(rows, branches).parents.get(turn) || null;
}

/** The branches after a turn was asked that follows another one than the turn before it. */
export function withTurn(
  branches: Branches,
  rows: readonly ChatMessage[],
  turn: string,
  parent: string | null,
): Branches {
  const before = rows.findLast(({ role }) => role === 'user');
  const follows = before === undefined ? null : turnKey(before);
  const { [parent ?? '']: chosen, ...selected } = branches.selected;
  if (follows !== parent) return { parents: { ...branches.parents, [turn]: parent }, selected };
  return chosen === undefined ? branches : { ...branches, selected };
}

/** The branches with another one shown in a message's place; the same when there is no such one. */
export function select(
  branches: Branches,
  rows: readonly ChatMessage[],
  turn: string,
  to: number | 'previous' | 'next',
): Branches {
  const tree = treeOf(rows, branches);
  const parent = tree.parents.get(turn) ?? '';
  const siblings = tree.children.get(parent) ?? [];
  const index = siblings.indexOf(turn);
  const wanted = to === 'previous' ? index - 1 : to === 'next' ? index + 1 : to;
  const chosen = siblings[wanted];
  if (index < 0 || wanted < 0 || chosen === undefined || chosen === turn) return branches;
  return { ...branches, selected: { ...branches.selected, [parent]: chosen } };
}

/** The branches after a turn has got its id from Dify. */
export function renamed(branches: Branches, from: string, to: string): Branches {
  const name = (key: string): string => (key === from ? to : key);
  const isNamed =
    Object.hasOwn(branches.parents, from) ||
    Object.values(branches.parents).includes(from) ||
    Object.hasOwn(branches.selected, from) ||
    Object.values(branches.selected).includes(from);
  if (!isNamed) return branches;
  return {
    parents: Object.fromEntries(
      Object.entries(branches.parents).map(([key, parent]) => [name(key), parent === null ? null : name(parent)]),
    ),
    selected: Object.fromEntries(Object.entries(branches.selected).map(([key, turn]) => [name(key), name(turn)])),
  };
}

/** Where a turn stands among the branches of its place; `undefined` where it is the only one. */
export function positionOf(rows: readonly ChatMessage[], branches: Branches, turn: string): BranchPosition | undefined {
  const tree = treeOf(rows, branches);
  const siblings = tree.children.get(tree.parents.get(turn) ?? '') ?? [];
  return siblings.length < 2 ? undefined : { index: siblings.indexOf(turn), count: siblings.length };
}

/** The rows with their positions among branches; rows whose position stays keep their identity. */
export function withPositions(rows: readonly ChatMessage[], branches: Branches): readonly ChatMessage[] {
  const marked = rows.some(({ branch }) => branch !== undefined);
  if (!hasBranches(branches) && !marked) return rows;
  const turns = turnsOfRows(rows);
  const next = rows.map((row, at) => withPosition(row, positionOf(rows, branches, turns[at] ?? '')));
  return next.every((row, at) => row === rows[at]) ? rows : next;
}

/** A row at a position among branches. */
export function withPosition<Row extends ChatMessage>(row: Row, branch: BranchPosition | undefined): Row {
  if (row.branch?.index === branch?.index && row.branch?.count === branch?.count) return row;
  return { ...row, branch };
}

/** Whether any turn follows another one than the turn before it. */
export function hasBranches({ parents }: Branches): boolean {
  return Object.keys(parents).length > 0;
}

/** The turn of each row: a question begins one, and what follows belongs to it. */
function turnsOfRows(rows: readonly ChatMessage[]): readonly string[] {
  const byQuestion = new Map<string, string>();
  let last = '';
  return rows.map((row) => {
    if (row.role === 'user') {
      last = turnKey(row);
      byQuestion.set(row.id, last);
      return last;
    }
    return byQuestion.get(row.replyTo) ?? last;
  });
}

const trees = new WeakMap<readonly ChatMessage[], { readonly branches: Branches; readonly tree: Tree }>();

function treeOf(rows: readonly ChatMessage[], branches: Branches): Tree {
  const known = trees.get(rows);
  if (known?.branches === branches) return known.tree;
  const tree = growTree(rows, branches);
  trees.set(rows, { branches, tree });
  return tree;
}

/** A turn can only follow an earlier one: whatever was stored, there are no circles. */
function growTree(rows: readonly ChatMessage[], branches: Branches): Tree {
  const children = new Map<string, string[]>();
  const parents = new Map<string, string>();
  let before = '';
  for (const row of rows) {
    if (row.role !== 'user') continue;
    const turn = turnKey(row);
    if (parents.has(turn)) continue;
    const told = Object.hasOwn(branches.parents, turn) ? branches.parents[turn] : before;
    const parent = told && parents.has(told) ? told : '';
    parents.set(turn, parent);
    children.set(parent, [...(children.get(parent) ?? []), turn]);
    before = turn;
  }
  const path: string[] = [];
  for (let at = next('', children, branches); at !== undefined; at = next(at, children, branches)) path.push(at);
  return { children, parents, path };
}

function next(turn: string, children: ReadonlyMap<string, readonly string[]>, branches: Branches): string | undefined {
  const following = children.get(turn) ?? [];
  const selected = Object.hasOwn(branches.selected, turn) ? branches.selected[turn] : undefined;
  return following.find((one) => one === selected) ?? following.at(-1);
}
