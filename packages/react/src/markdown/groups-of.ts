import { childrenPerGroup } from './limits.ts';

/** A list in groups of `childrenPerGroup`. */
export function groupsOf<Item>(list: readonly Item[]): readonly (readonly Item[])[] {
  if (list.length <= childrenPerGroup) return [list];
  const groups: (readonly Item[])[] = [];
  for (let start = 0; start < list.length; start += childrenPerGroup)
    groups.push(list.slice(start, start + childrenPerGroup));
  return groups;
}

/** Whether two lists hold the same things. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
