/** A getter that gives the same result while nothing that was selected has changed. */
export function createSelection<Snapshot, Selected>(
  getSnapshot: () => Snapshot,
  select: (snapshot: Snapshot) => Selected,
  isEqual: (before: Selected, after: Selected) => boolean,
): () => Selected {
  let held: { readonly snapshot: Snapshot; readonly selected: Selected } | undefined;
  return () => {
    const snapshot = getSnapshot();
    if (held?.snapshot === snapshot) return held.selected;
    const fresh = select(snapshot);
    held = { snapshot, selected: held !== undefined && isEqual(held.selected, fresh) ? held.selected : fresh };
    return held.selected;
  };
}

/** Whether two records hold the same values. */
export function isShallowEqual(before: object, after: object): boolean {
  const entries = Object.entries(before);
  return (
    entries.length === Object.keys(after).length &&
    entries.every(([key, value]) => Object.is(value, Reflect.get(after, key)))
  );
}
