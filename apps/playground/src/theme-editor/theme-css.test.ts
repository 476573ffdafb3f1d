import { expect, test } from 'vitest';
import { untouched } from './theme.ts';
import { readTheme, writeTheme } from './theme-address.ts';
import { themeCss } from './theme-css.ts';

test('the default writes no rule', () => {
  expect(themeCss(untouched)).toBe('@import "@dify-oapi/react/styles.css";\n');
});

test('only what differs is written', () => {
  expect(themeCss({ ...untouched, base: 'pebble', density: 'compact', radius: 0.5, size: 1.125 })).toBe(
    [
      '@import "@dify-oapi/react/styles.css";',
      '@import "@dify-oapi/react/themes/pebble.css";',
      '',
      '/* <html data-dify-theme="pebble" data-density="compact"> */',
      '',
      ':root {',
      '  --dify-radius-scale: 0.5;',
      '  --dify-rem: 1.125rem;',
      '}',
      '',
    ].join('\n'),
  );
});

test('choices come back from the address, nonsense does not', () => {
  const theme = {
    ...untouched,
    base: 'signal',
    solid: 'accent',
    hue: 40,
    radius: 2,
    size: 1.25,
    font: 'serif',
  } as const;
  expect(readTheme(writeTheme(theme))).toEqual(theme);
  expect(writeTheme(untouched)).toBe('');
  expect(readTheme('base=toString&radius=-4&tint=x&size=9&font=__proto__')).toEqual({
    ...untouched,
    radius: 0,
    size: 1.25,
  });
});
