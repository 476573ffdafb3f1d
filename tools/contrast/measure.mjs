// The maths of WCAG 2 contrast on colours as browsers compute them. Used by the proof and by the theme editor.
const lab = ({ l, c, h }) => [l, c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
const fromLab = ([l, a, b], alpha = 1) => ({ l, c: Math.hypot(a, b), h: (Math.atan2(b, a) * 180) / Math.PI, a: alpha });
/** Mixes in OKLab; `share` is that of the first. */
export const mix = (one, two, share) => fromLab(lab(one).map((x, i) => x * share + lab(two)[i] * (1 - share)));
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
export function fromHex(hex) {
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

/**
 * How much `front` stands out of what lies below it.
 *
 * @param front a colour as { l, c, h, a } in OKLCH
 * @param layers the grounds from the lowest up; the lowest is opaque
 * @returns 1 to 21
 */
export function contrast(front, layers) {
  const ground = layers.reduce((base, layer) => (base ? over(linear(layer), layer.a, base) : linear(layer)), null);
  const [high, low] = [luminance(over(linear(front), front.a, ground)), luminance(ground)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** Reads `oklch(…)`, `oklab(…)`, `rgb(…)` or `#rrggbb`, as a browser's computed style says it; `undefined` for all else. */
export function readColor(text) {
  const value = text.trim();
  if (/^#[\da-f]{6}$/i.test(value)) return fromHex(value);
  const found = /^(oklch|oklab|rgba?)\(([^)]*)\)$/.exec(value);
  if (!found) return undefined;
  const [x, y, z, a = 1] = (found[2].match(/-?[\d.]+(?:e-?\d+)?|none/g) ?? []).map((word) => Number(word) || 0);
  if (found[1] === 'oklch') return { l: x, c: y, h: z, a };
  if (found[1] === 'oklab') return fromLab([x, y, z], a);
  return { ...fromHex(`#${[x, y, z].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`), a };
}
