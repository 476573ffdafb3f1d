/** What a visitor has chosen in the theme editor. */
export interface Theme {
  /** The theme that ships with the kit to start from. */
  readonly base: Base;
  /** Any CSS colour; empty keeps that of the base. */
  readonly accent: string;
  /** What solid buttons are made of. `null` keeps that of the base. */
  readonly solid: 'ink' | 'accent' | null;
  /** Chroma of the greys, 0 to 0.02. */
  readonly tint: number | null;
  /** Degrees, 0 to 360. */
  readonly hue: number | null;
  /** Factor of all corners, 0 to 2. */
  readonly radius: number | null;
  /** Of letters, controls and gaps together: one rem of the kit in rem of the page, 0.875 to 1.25. */
  readonly size: number | null;
  readonly density: 'comfortable' | 'compact';
  readonly font: Font;
  readonly bubble: Bubble;
}

/** The themes that ship with the kit, by the name in `data-dify-theme`. */
export const bases = { default: 'Default', almanac: 'Almanac', pebble: 'Pebble', signal: 'Signal' } as const;
/** Letters to choose from: their name, and what stands in the CSS. `base` keeps those of the base. */
export const fonts = {
  base: { title: 'As the theme has it', value: undefined },
  system: { title: 'System', value: 'system-ui, sans-serif' },
  serif: { title: 'Serif', value: 'Charter, "Iowan Old Style", Georgia, "Noto Serif", serif' },
  rounded: { title: 'Rounded', value: 'ui-rounded, "SF Pro Rounded", Nunito, system-ui, sans-serif' },
  mono: { title: 'Monospaced', value: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace' },
} as const;
/** Shapes of questions: radius and the corner at the end below. `base` keeps that of the base. */
export const bubbles = {
  base: { title: 'As the theme has it', value: undefined },
  tail: { title: 'With a corner', value: ['16px', '5px'] },
  pill: { title: 'Round', value: ['22px', '22px'] },
  card: { title: 'Card', value: ['8px', '8px'] },
  square: { title: 'Square', value: ['0px', '0px'] },
} as const;

type Base = keyof typeof bases;
type Font = keyof typeof fonts;
type Bubble = keyof typeof bubbles;

/** The default look, unchanged. */
export const untouched: Theme = {
  base: 'default',
  accent: '',
  solid: null,
  tint: null,
  hue: null,
  radius: null,
  size: null,
  density: 'comfortable',
  font: 'base',
  bubble: 'base',
};

/** The seeds of each base, where the sliders stand until they are moved. */
export const seedsOf: Record<Base, { accent: string; tint: number; hue: number; radius: number }> = {
  default: { accent: 'oklch(0.53 0.115 236)', tint: 0.006, hue: 252, radius: 1 },
  almanac: { accent: 'oklch(0.5 0.15 34)', tint: 0.014, hue: 76, radius: 0.3 },
  pebble: { accent: 'oklch(0.52 0.19 292)', tint: 0.016, hue: 298, radius: 1.5 },
  signal: { accent: 'oklch(0.53 0.14 152)', tint: 0, hue: 160, radius: 0 },
};
