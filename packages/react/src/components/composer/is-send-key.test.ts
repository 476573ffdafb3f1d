import { describe, expect, it } from 'vitest';
import { isSendKey, type SendKey } from './is-send-key.ts';

const press = (fields: Partial<SendKey> = {}): SendKey => ({
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...fields,
});
const fine = () => false;
const coarse = () => true;

describe('isSendKey', () => {
  it('sends on Enter', () => {
    expect(isSendKey(press(), fine)).toBe(true);
  });

  it('begins a new line on Shift+Enter', () => {
    expect(isSendKey(press({ shiftKey: true }), fine)).toBe(false);
  });

  it('leaves Enter to an input method while it composes, also as Safari tells it', () => {
    expect(isSendKey(press({ isComposing: true }), fine)).toBe(false);
    expect(isSendKey(press({ keyCode: 229 }), fine)).toBe(false);
  });

  it('begins a new line on touch screens, where Ctrl+Enter of a keyboard still sends', () => {
    expect(isSendKey(press(), coarse)).toBe(false);
    expect(isSendKey(press({ ctrlKey: true }), coarse)).toBe(true);
  });
});
