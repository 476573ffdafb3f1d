import { expect, it } from 'vitest';
import { keyNames } from './key-names.ts';

it.each([
  [{ key: 'Escape' }, false, 'Esc'],
  [{ key: 'f', mod: true }, false, 'Ctrl F'],
  [{ key: 'f', mod: true }, true, '⌘ F'],
  [{ key: 'o', mod: true, shift: true }, true, '⌘ ⇧ O'],
  [{ key: 'ArrowUp', alt: true }, false, 'Alt ↑'],
])('%j is written as on the keyboard (Apple’s: %s)', (shortcut, isMac, text) => {
  expect(keyNames(shortcut, isMac).join(' ')).toBe(text);
});
