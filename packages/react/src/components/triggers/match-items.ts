import type { TriggerItem } from './composer-trigger.ts';

/** How many items a list shows; what is further down is reached by typing. */
const most = 50;

/**
 * The items that fit what was typed, without regard to case and accents: first those whose label begins with it, then those
 * where a word does, then the rest that have it in label or keywords. Items of one group stay together.
 */
export function matchItems<Item extends TriggerItem>(items: readonly Item[], query: string): readonly Item[] {
  const wanted = plain(query);
  const ranked = items
    .map((item) => ({ item, rank: wanted === '' ? 0 : rankOf(item, wanted) }))
    .filter(({ rank }) => rank < 4)
    .sort((one, other) => one.rank - other.rank);
  return byGroup(ranked.map(({ item }) => item)).slice(0, most);
}

/** Items of one group together, the groups in the order of their first items. */
export function byGroup<Item extends TriggerItem>(items: readonly Item[]): readonly Item[] {
  const groups = new Map<string | undefined, Item[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  return [...groups.values()].flat();
}

function rankOf({ keywords = [], label }: TriggerItem, wanted: string): number {
  const name = plain(label);
  if (name.startsWith(wanted)) return 0;
  const at = name.indexOf(wanted);
  if (at > 0 && name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
  if (at > 0) return 2;
  return keywords.some((word) => plain(word).includes(wanted)) ? 3 : 4;
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
