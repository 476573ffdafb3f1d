// Prints WCAG 2 contrast ratios of tokens.css in both schemes, for the default seed and for awkward brand colours.
// Usage: node tools/contrast.mjs. Exits 1 when a pair is under its minimum. No dependencies.
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../packages/react/src/styles/tokens.css', import.meta.url), 'utf8').replace(
  /\/\*[\s\S]*?\*\//g,
  '',
);
const declared = {};
for (const [, name, value] of css.matchAll(/(--dify-[\w-]+):\s*([^;]+);/g)) declared[name] ??= value.trim();

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
  const resolved = text.replace(/var\((--[\w-]+)\)/g, (_, name) => `(${seeds[name] ?? declared[name]})`);
  if (/var\(/.test(resolved)) return colour(resolved, scheme, seeds);
  let value = resolved.trim();
  while (value.startsWith('(')) value = value.slice(1, -1).trim();
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

const lab = ({ l, c, h }) => [l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
const fromLab = ([l, a, b], alpha = 1) => ({ l, c: Math.hypot(a, b), h: (Math.atan2(b, a) * 180) / Math.PI, a: alpha });
const mix = (one, two, share) => fromLab(lab(one).map((x, i) => x * share + lab(two)[i] * (1 - share)));
function linear(value) {
  const [L, A, B] = lab(value);
  const [l, m, s] = [
    L + 0.3963377774 * A + 0.2158037573 * B,
    L - 0.1055613458 * A - 0.0638541728 * B,
    L - 0.0894841775 * A - 1.291485548 * B,
  ].map((x) => x ** 3);
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((x) => Math.min(1, Math.max(0, x)));
}
function fromHex(hex) {
  const [r, g, b] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
  const [l, m, s] = [
    0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
    0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
    0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
  ].map(Math.cbrt);
  return fromLab([
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]);
}
const gamma = (x) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);
const ungamma = (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
/** Alpha is composited in gamma space, as browsers do. */
const over = (top, alpha, ground) => top.map((x, i) => ungamma(gamma(x) * alpha + gamma(ground[i]) * (1 - alpha)));
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
function ratio(front, back, scheme, seeds) {
  const ground = back.split('+').reduce((base, name) => {
    const layer = colour(`var(--dify-color-${name})`, scheme, seeds);
    return base ? over(linear(layer), layer.a, base) : linear(layer);
  }, null);
  const top = colour(`var(--dify-${front.startsWith('code-') ? front : `color-${front}`})`, scheme, seeds);
  const [high, low] = [luminance(over(linear(top), top.a, ground)), luminance(ground)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['surface', 'canvas', 'raised', 'sunken', 'fill'];
const pairs = [
  ...['text', 'text-muted', 'text-subtle'].flatMap((front) => grounds.map((back) => [front, back, 4.5])),
  ['text-muted', 'surface+hover', 4.5],
  ['text-subtle', 'canvas+hover', 4.5],
  ['text', 'canvas+active', 4.5],
  ['text-subtle', 'canvas+active', 4.5],
  ...['surface', 'canvas', 'raised', 'sunken'].map((back) => ['border-control', back, 3]),
  ['on-primary', 'primary', 4.5],
  ['on-primary', 'primary-hover', 4.5],
  ['on-inverse', 'inverse', 4.5],
  ...['surface', 'canvas', 'raised', 'sunken', 'fill', 'accent-soft'].map((back) => ['accent-text', back, 4.5]),
  ['text', 'accent-soft', 4.5],
  ['text-muted', 'accent-soft', 4.5],
  ['text-subtle', 'accent-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ...['text', 'text-muted', 'text-subtle', 'accent-text', 'danger-text', 'warning-text'].map((front) => [
    front,
    'selected',
    4.5,
  ]),
  ...['surface', 'canvas', 'raised'].flatMap((back) => [
    ['accent', back, 3],
    ['focus', back, 3],
  ]),
  ...['success', 'warning', 'danger', 'info'].flatMap((tone) => [
    ...['surface', 'canvas', 'raised', `${tone}-soft`].map((back) => [`${tone}-text`, back, 4.5]),
    ...['surface', 'canvas', 'raised'].map((back) => [tone, back, 3]),
    ['text', `${tone}-soft`, 4.5],
    ['text-muted', `${tone}-soft`, 4.5],
  ]),
  ['on-danger', 'danger', 4.5],
  ...['keyword', 'string', 'number', 'function', 'comment'].map((kind) => [`code-${kind}`, 'sunken', 4.5]),
];

let failed = 0;
console.log(`${'pair'.padEnd(36)}min   light   dark`);
for (const [front, back, minimum] of pairs) {
  const values = ['light', 'dark'].map((scheme) => ratio(front, back, scheme, {}));
  const bad = values.some((value) => value < minimum);
  failed += bad ? 1 : 0;
  console.log(
    `${`${front} on ${back}`.padEnd(36)}${String(minimum).padEnd(4)}${values.map((value) => value.toFixed(2).padStart(7)).join('')}${bad ? '   FAIL' : ''}`,
  );
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
