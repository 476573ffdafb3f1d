import type { Shortcut } from '../chat/shortcuts.ts';

const signs: Readonly<Record<string, string>> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

/** The keys of a shortcut as they stand on the keyboard, in the order in which they are pressed. */
export function keyNames({ alt, key, mod, shift }: Shortcut, isMac: boolean): readonly string[] {
  return [
    ...(mod ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [isMac ? '⌥' : 'Alt'] : []),
    ...(shift ? [isMac ? '⇧' : 'Shift'] : []),
    signs[key] ?? key.toUpperCase(),
  ];
}

/** Whether this is a keyboard of Apple's. */
export function isMacKeyboard(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
