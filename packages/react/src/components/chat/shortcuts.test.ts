import { describe, expect, it } from 'vitest';
import { type Keys, shortcutOf } from './shortcuts.ts';

const press = (key: string, held: Partial<Keys> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

describe('a shortcut', () => {
  it.each([
    ['Escape', {}, 'stop'],
    ['Escape', { shiftKey: true }, 'compose'],
    ['f', { ctrlKey: true }, 'search'],
    ['f', { metaKey: true }, 'search'],
    ['O', { metaKey: true, shiftKey: true }, 'newConversation'],
    ['ArrowUp', { altKey: true }, 'previousMessage'],
    ['ArrowDown', { altKey: true }, 'nextMessage'],
    ['D', { ctrlKey: true, shiftKey: true }, 'dictate'],
    ['L', { metaKey: true, shiftKey: true }, 'readAloud'],
    ['/', { ctrlKey: true }, 'shortcuts'],
    ['/', { ctrlKey: true, shiftKey: true }, 'shortcuts'],
  ] as const)('is %s with %o: %s', (key, held, name) => {
    expect(press(key, held)).toBe(name);
  });

  it.each([
    ['f', {}],
    ['f', { ctrlKey: true, shiftKey: true }],
    ['o', { ctrlKey: true }],
    ['ArrowUp', {}],
    ['d', { ctrlKey: true }],
    ['/', {}],
    ['Escape', { ctrlKey: true }],
  ] as const)('is not %s with %o', (key, held) => {
    expect(press(key, held)).toBeUndefined();
  });
});
