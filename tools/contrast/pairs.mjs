// What stands on what: first the colour, then its ground (`+` lays one over another), then the ratio that WCAG 2 asks.
const grounds = ['surface', 'canvas', 'raised', 'sunken', 'fill'];
export const pairs = [
  ...['text', 'text-muted', 'text-subtle'].flatMap((front) => grounds.map((back) => [front, back, 4.5])),
  ['text-muted', 'surface+hover', 4.5],
  ['text-subtle', 'canvas+hover', 4.5],
  ['text', 'canvas+active', 4.5],
  ['text-subtle', 'canvas+active', 4.5],
  ...['surface', 'canvas', 'raised', 'sunken'].map((back) => ['border-control', back, 3]),
  ['on-bubble', 'bubble', 4.5],
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
  ...['success', 'warning', 'danger'].flatMap((tone) =>
    ['surface', 'canvas', 'raised'].map((back) => [`${tone}-text`, back, 4.5]),
  ),
  ...['success', 'warning', 'danger', 'info'].flatMap((tone) => [
    ...['surface', 'canvas', 'raised'].map((back) => [tone, back, 3]),
    ['text', `${tone}-soft`, 4.5],
    ['text-muted', `${tone}-soft`, 4.5],
  ]),
  ...['success', 'warning', 'danger'].map((tone) => [`${tone}-text`, `${tone}-soft`, 4.5]),
  ['on-danger', 'danger', 4.5],
  ...['keyword', 'string', 'number', 'function', 'comment'].map((kind) => [`code-${kind}`, 'sunken', 4.5]),
];
