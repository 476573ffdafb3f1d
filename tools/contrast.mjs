// Prints WCAG 2 contrast ratios of tokens.css in both schemes: the default, every theme, and awkward brand colours.
// Usage: node tools/contrast.mjs. Exits 1 when a pair is under its minimum. No dependencies.
import { readdirSync, readFileSync } from 'node:fs';
import { contrast, fromHex, mix } from './contrast/measure.mjs';
import { pairs } from './contrast/pairs.mjs';

const styles = new URL('../packages/react/src/styles/', import.meta.url);
/** The variables of a style sheet, by name. */
function variables(file) {
  const css = readFileSync(new URL(file, styles), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const found = {};
  for (const [, name, value] of css.matchAll(/(--dify-[\w-]+):\s*([^;]+);/g)) found[name] ??= value.trim();
  return found;
}
const declared = { ...variables('tokens.css'), ...variables('plugins.css') };
const themes = readdirSync(new URL('themes/', styles))
  .filter((file) => file.endsWith('.css'))
  .map((file) => [file.replace('.css', ''), variables(`themes/${file}`)]);

/** Splits `a, b` at commas that stand outside parentheses. */
function parts(text, separator = /,/) {
  const out = [''];
  let depth = 0;
  for (const char of text) {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    if (depth === 0 && separator.test(char)) out.push('');
    else out[out.length - 1] += char;
  }
  return out.map((part) => part.trim()).filter(Boolean);
}
const inside = (text) => text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
const number = (text, scope = {}) =>
  Function(
    ...Object.keys(scope),
    'min',
    'max',
    'clamp',
    'calc',
    `return ${text}`,
  )(
    ...Object.values(scope),
    Math.min,
    Math.max,
    (low, x, high) => Math.min(high, Math.max(low, x)),
    (x) => x,
  );

/** A colour as { l, c, h, a } in OKLCH. */
function colour(text, scheme, seeds) {
  const resolved = text.replace(/var\((--[\w-]+)\)/g, (_, name) => seeds[name] ?? declared[name]);
  if (/var\(/.test(resolved)) return colour(resolved, scheme, seeds);
  const value = resolved.trim();
  if (value.startsWith('#')) return fromHex(value);
  if (value.startsWith('light-dark(')) return colour(parts(inside(value))[scheme === 'light' ? 0 : 1], scheme, seeds);
  if (value.startsWith('color-mix(')) {
    const [, first, second] = parts(inside(value));
    const share = Number(first.match(/([\d.]+)%$/)[1]) / 100;
    return mix(colour(first.replace(/[\d.]+%$/, '').trim(), scheme, seeds), colour(second, scheme, seeds), share);
  }
  const [main, alpha = '1'] = parts(inside(value), /\//);
  const words = parts(main, /\s/);
  if (words[0] === 'from') {
    const from = colour(words[1], scheme, seeds);
    const [l, c, h] = words.slice(2).map((word) => number(word, from));
    return { l, c, h, a: 1 };
  }
  const [l, c, h] = words.map((word) => number(word));
  return { l, c, h, a: number(alpha) };
}

function ratio(front, back, scheme, seeds) {
  const layers = back.split('+').map((name) => colour(`var(--dify-color-${name})`, scheme, seeds));
  const top = colour(`var(--dify-${front.startsWith('code-') ? front : `color-${front}`})`, scheme, seeds);
  return contrast(top, layers);
}

let failed = 0;
for (const [theme, seeds] of [['default', {}], ...themes]) {
  console.log(`\n${theme.padEnd(36)}min   light   dark`);
  for (const [front, back, minimum] of pairs) {
    const values = ['light', 'dark'].map((scheme) => ratio(front, back, scheme, seeds));
    const bad = values.some((value) => !(value >= minimum));
    failed += bad ? 1 : 0;
    console.log(
      `${`${front} on ${back}`.padEnd(36)}${String(minimum).padEnd(4)}${values.map((value) => value.toFixed(2).padStart(7)).join('')}${bad ? '   FAIL' : ''}`,
    );
  }
}
const brands = {
  yellow: '#ffd400',
  lime: '#a3e635',
  red: '#e4002b',
  navy: '#0a1f5c',
  black: '#000000',
  grey: '#808080',
  white: '#ffffff',
  magenta: '#ff00aa',
  sky: '#38bdf8',
  green: '#00a651',
  orange: '#ff6a00',
};
console.log('\nany brand colour as --dify-accent: lowest ratio of accent pairs');
for (const [name, hex] of Object.entries(brands)) {
  const seeds = { '--dify-accent': hex };
  const lowest = (list) =>
    Math.min(...['light', 'dark'].flatMap((scheme) => list.map(([front, back]) => ratio(front, back, scheme, seeds))));
  const text = lowest([
    ['accent-text', 'surface'],
    ['accent-text', 'canvas'],
    ['accent-text', 'fill'],
    ['accent-text', 'accent-soft'],
    ['on-accent', 'accent'],
    ['text-subtle', 'accent-soft'],
    ['text-subtle', 'selected'],
  ]);
  const mark = lowest([
    ['accent', 'surface'],
    ['accent', 'canvas'],
    ['focus', 'surface'],
  ]);
  const bad = text < 4.5 || mark < 3;
  failed += bad ? 1 : 0;
  console.log(`${`${name} ${hex}`.padEnd(36)}text ${text.toFixed(2)}   mark ${mark.toFixed(2)}${bad ? '   FAIL' : ''}`);
}
console.log(failed ? `\n${failed} under the minimum` : '\nall pairs pass');
process.exitCode = failed ? 1 : 0;
