/** Takes of a value what may pass; `undefined` when nothing may. */
export type Keep = (value: unknown) => unknown;

/** What may pass of an object, by the names of its fields. */
export type Shape = Readonly<Record<string, Keep>>;

/** Text, a number, true, false or null: nothing that could hold more than its place says. */
export const scalar: Keep = (value) =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) ? value : undefined;

/** Whatever it is: the answer itself. */
export const anything: Keep = (value) => value;

/** Nothing of it, told by an empty object. */
export const emptied: Keep = () => ({});

/** An object with the named fields, each as far as it may pass. Unknown fields stay behind. */
export function fields(shape: Shape): Keep {
  const known = Object.entries(shape);
  return (value) => {
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      known.flatMap(([name, keep]) => {
        const kept = Object.hasOwn(value, name) ? keep(Reflect.get(value, name)) : undefined;
        return kept === undefined ? [] : [[name, kept]];
      }),
    );
  };
}

/** A list, each item as far as it may pass. */
export function list(item: Keep): Keep {
  return (value) => {
    if (value === null) return null;
    if (!Array.isArray(value)) return undefined;
    return value.map(item).filter((kept) => kept !== undefined);
  };
}

/** An object whose names are free and whose values are alike. */
export function record(item: Keep): Keep {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, inner]) => [name, item(inner)])
        .filter(([, kept]) => kept !== undefined),
    );
  };
}

/** The first of several that lets something pass. */
export function either(...keeps: readonly Keep[]): Keep {
  return (value) => {
    for (const keep of keeps) {
      const kept = keep(value);
      if (kept !== undefined) return kept;
    }
    return undefined;
  };
}
