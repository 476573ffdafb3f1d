import type { TextField } from './char-place.ts';

/** Puts a text in the place of another in a field, as if it were typed: it can be undone, and those who listen are told. */
export function replaceRange(field: TextField, start: number, end: number, text: string): void {
  if (start === end && text === '') return;
  field.focus();
  field.setSelectionRange(start, end);
  // Nothing else keeps what was typed before within reach of Ctrl+Z.
  const isDone = document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  if (isDone) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data: text }));
}
