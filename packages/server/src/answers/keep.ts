import type { HandleKind } from '../handles/handle-kind.ts';
import type { Detail } from '../options.ts';
import { closedView, type View } from './view.ts';

/** Takes of a value what may pass; `undefined` when nothing may. Without a view as little as possible passes. */
export type Keep = (value: unknown, view?: View) => unknown;

/** What may pass of an object, by the names of its fields. */
export type Shape = Readonly<Record<string, Keep>>;

/** Text, a number, true, false or null: nothing that could hold more than its place says. */
export const scalar: Keep = (value) =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) ? value : undefined;

/** Whatever it is: the answer itself. */
export const anything: Keep = (value) => value;

/** Nothing of it, told by an empty object; all of it at detail `full`. */
export const emptied: Keep = (value, view = closedView) => (view.detail === 'full' ? value : {});

/** An id that Dify answers to everybody: its handle. */
export function sealed(kind: HandleKind): Keep {
  return (value, view = closedView) => {
    if (value === null || value === '') return value;
    return typeof value === 'string' ? view.seal(kind, value) : undefined;
  };
}

const ranks: Readonly<Record<Detail, number>> = { none: 0, summary: 1, full: 2 };

/** Passes at a level of detail and above it. */
export function from(level: Detail, keep: Keep): Keep {
  return (value, view = closedView) => (ranks[view.detail] >= ranks[level] ? keep(value, view) : undefined);
}

/** Passes where tokens and prices, or thoughts, may be seen. */
export function where(what: 'usage' | 'thinking', keep: Keep): Keep {
  return (value, view = closedView) => (view[what] ? keep(value, view) : undefined);
}

/** An object with the named fields, each as far as it may pass. Unknown fields stay behind. */
export function fields(shape: Shape): Keep {
  const known = Object.entries(shape);
  return (value, view = closedView) => {
    if (value === null) return null;
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      known.flatMap(([name, keep]) => {
        const kept = Object.hasOwn(value, name) ? keep(Reflect.get(value, name), view) : undefined;
        return kept === undefined ? [] : [[name, kept]];
      }),
    );
  };
}

/** As `fields`; at detail `full` the other fields pass too, as they are. */
export function open(shape: Shape): Keep {
  const named = fields(shape);
  return (value, view = closedView) => {
    const kept = named(value, view);
    if (view.detail !== 'full' || typeof kept !== 'object' || kept === null || typeof value !== 'object') return kept;
    const others = Object.entries(value ?? {}).filter(([name]) => !Object.hasOwn(shape, name) && name !== '__proto__');
    return { ...kept, ...Object.fromEntries(others) };
  };
}

/** A list, each item as far as it may pass. */
export function list(item: Keep): Keep {
  return (value, view) => {
    if (value === null) return null;
    if (!Array.isArray(value)) return undefined;
    return value.map((one) => item(one, view)).filter((kept) => kept !== undefined);
  };
}

/** An object whose names are free and whose values are alike. */
export function record(item: Keep): Keep {
  return (value, view) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, inner]) => [name, item(inner, view)])
        .filter(([, kept]) => kept !== undefined),
    );
  };
}

/** The first of several that lets something pass. */
export function either(...keeps: readonly Keep[]): Keep {
  return (value, view) => {
    for (const keep of keeps) {
      const kept = keep(value, view);
      if (kept !== undefined) return kept;
    }
    return undefined;
  };
}
