import { bases, bubbles, fonts, type Theme, untouched } from './theme.ts';

/** The choices that differ from the default, as a part of the address, e.g. `base=pebble&radius=0.5`. */
export function writeTheme(theme: Theme): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(theme)) {
    if (value !== null && value !== '' && value !== Object.entries(untouched).find(([key]) => key === name)?.[1]) {
      search.set(name, String(value));
    }
  }
  return search.toString();
}

/** Reads what `writeTheme` wrote. What an address has no sense for stays as in the default. */
export function readTheme(address: string): Theme {
  const search = new URLSearchParams(address);
  const solid = search.get('solid');
  return {
    base: keyOf(bases, search.get('base')) ?? untouched.base,
    accent: readColor(search.get('accent')),
    solid: solid === 'ink' || solid === 'accent' ? solid : null,
    tint: between(search.get('tint'), 0, 0.02),
    hue: between(search.get('hue'), 0, 360),
    radius: between(search.get('radius'), 0, 2),
    size: between(search.get('size'), 0.875, 1.25),
    density: search.get('density') === 'compact' ? 'compact' : 'comfortable',
    font: keyOf(fonts, search.get('font')) ?? untouched.font,
    bubble: keyOf(bubbles, search.get('bubble')) ?? untouched.bubble,
  };
}

/** The key of `choices` that a text names. */
export function keyOf<Key extends string>(choices: Readonly<Partial<Record<Key, unknown>>>, text: string | null) {
  for (const key in choices) if (key === text) return key;
  return undefined;
}

function readColor(text: string | null): string {
  return text !== null && CSS.supports('color', text) ? text : '';
}

function between(text: string | null, low: number, high: number): number | null {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : null;
}
