/** What can be done in a chat by keys alone. */
export type ShortcutName =
  | 'stop'
  | 'compose'
  | 'search'
  | 'newConversation'
  | 'previousMessage'
  | 'nextMessage'
  | 'dictate'
  | 'readAloud'
  | 'shortcuts';

/** Keys that are pressed together. `mod` is Ctrl, on a Mac ⌘. */
export interface Shortcut {
  readonly key: string;
  readonly mod?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** The keys of a chat. They work while the focus is in it, and nowhere else on the page. */
export const shortcuts: Readonly<Record<ShortcutName, Shortcut>> = {
  stop: { key: 'Escape' },
  compose: { key: 'Escape', shift: true },
  search: { key: 'f', mod: true },
  newConversation: { key: 'o', mod: true, shift: true },
  previousMessage: { key: 'ArrowUp', alt: true },
  nextMessage: { key: 'ArrowDown', alt: true },
  dictate: { key: 'd', mod: true, shift: true },
  readAloud: { key: 'l', mod: true, shift: true },
  shortcuts: { key: '/', mod: true },
};

/** What of a key press says which keys were pressed. */
export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Which shortcut a key press is. */
export function shortcutOf(event: Keys): ShortcutName | undefined {
  for (const [name, { key, mod = false, shift = false, alt = false }] of entries) {
    const hasMod = event.ctrlKey || event.metaKey;
    // The sign `/` needs Shift on many keyboards.
    const isShift = key === '/' || event.shiftKey === shift;
    if (event.key.toLowerCase() === key.toLowerCase() && hasMod === mod && isShift && event.altKey === alt) return name;
  }
  return undefined;
}

const names: readonly ShortcutName[] = [
  'stop',
  'compose',
  'search',
  'newConversation',
  'previousMessage',
  'nextMessage',
  'dictate',
  'readAloud',
  'shortcuts',
];
const entries = names.map((name) => [name, shortcuts[name]] as const);
