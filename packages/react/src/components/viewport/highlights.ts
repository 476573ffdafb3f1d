/** Marks of one search: every place, and the one that is looked at. */
export interface Highlights {
  show(all: readonly Range[], current: readonly Range[]): void;
  clear(): void;
}

/** Marks by the browser's own highlights, which change no element. The names are the page's; each search takes away only its own. */
export function createHighlights(): Highlights {
  let shown: readonly (readonly [Highlight, Range])[] = [];
  const registry = typeof CSS === 'undefined' ? undefined : CSS.highlights;
  function named(name: string, priority: number): Highlight | undefined {
    if (registry === undefined) return undefined;
    let highlight = registry.get(name);
    if (highlight === undefined) {
      highlight = new Highlight();
      highlight.priority = priority;
      registry.set(name, highlight);
    }
    return highlight;
  }
  function clear(): void {
    for (const [highlight, range] of shown) highlight.delete(range);
    shown = [];
  }
  return {
    show(all, current) {
      clear();
      const [match, here] = [named('dify-match', 0), named('dify-match-current', 1)];
      if (match === undefined || here === undefined) return;
      shown = [...all.map((range) => [match, range] as const), ...current.map((range) => [here, range] as const)];
      for (const [highlight, range] of shown) highlight.add(range);
    },
    clear,
  };
}
