/** What is asked of a key press. */
export type SendKey = Pick<
  KeyboardEvent,
  'key' | 'keyCode' | 'isComposing' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'
>;

/**
 * Whether a key press sends. Enter does, but not while an input method composes a word (Safari tells that only by key
 * code 229), and not on touch screens, where there is no other way to a new line. With Ctrl or Cmd it does everywhere.
 */
export function isSendKey(event: SendKey, isCoarse = hasCoarsePointer): boolean {
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return false;
  if (event.ctrlKey || event.metaKey) return true;
  return !event.shiftKey && !event.altKey && !isCoarse();
}

function hasCoarsePointer(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches;
}
