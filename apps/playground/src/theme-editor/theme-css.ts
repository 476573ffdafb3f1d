import { bubbles, fonts, type Theme } from './theme.ts';

const ink = {
  '--dify-color-primary': 'var(--dify-color-text)',
  '--dify-color-on-primary': 'var(--dify-color-surface)',
  '--dify-color-primary-hover': 'color-mix(in oklab, var(--dify-color-primary) 86%, var(--dify-color-surface))',
};
const branded = {
  '--dify-color-primary': 'var(--dify-color-accent)',
  '--dify-color-on-primary': 'var(--dify-color-on-accent)',
  '--dify-color-primary-hover':
    'color-mix(in oklab, var(--dify-color-primary) 90%, oklch(from var(--dify-color-on-primary) calc(1 - l) 0 h))',
};

/** The variables that differ from the base, by name. */
export function themeVariables(theme: Theme): Readonly<Record<`--dify-${string}`, string>> {
  const { accent, tint, hue, radius, size, solid } = theme;
  const font = fonts[theme.font].value;
  const bubble = bubbles[theme.bubble].value;
  return {
    ...(accent !== '' && { '--dify-accent': accent }),
    ...(tint !== null && { '--dify-neutral-chroma': String(tint) }),
    ...(hue !== null && { '--dify-neutral-hue': String(hue) }),
    ...(radius !== null && { '--dify-radius-scale': String(radius) }),
    ...(size !== null && { '--dify-rem': `${size}rem` }),
    ...(solid === 'ink' && ink),
    ...(solid === 'accent' && branded),
    ...(font !== undefined && { '--dify-font-sans': font }),
    ...(bubble !== undefined && { '--dify-bubble-radius': bubble[0], '--dify-bubble-corner': bubble[1] }),
  };
}

/** The CSS to copy: imports, what to write on `<html>`, and only what differs. */
export function themeCss(theme: Theme): string {
  const attributes = [
    theme.base !== 'default' && `data-dify-theme="${theme.base}"`,
    theme.density === 'compact' && 'data-density="compact"',
  ].filter((attribute) => attribute !== false);
  const lines = Object.entries(themeVariables(theme)).map(([name, value]) => `  ${name}: ${value};`);
  return [
    '@import "@dify-oapi/react/styles.css";',
    ...(theme.base === 'default' ? [] : [`@import "@dify-oapi/react/themes/${theme.base}.css";`]),
    ...(attributes.length === 0 ? [] : ['', `/* <html ${attributes.join(' ')}> */`]),
    ...(lines.length === 0 ? [] : ['', ':root {', ...lines, '}']),
    '',
  ].join('\n');
}
