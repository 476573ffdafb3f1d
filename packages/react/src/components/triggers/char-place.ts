/** A field for text. */
export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** What decides where a letter stands in a field. */
const styles = [
  ...['direction', 'box-sizing', 'inline-size', 'padding', 'border', 'font', 'letter-spacing', 'word-spacing'],
  ...['line-height', 'tab-size', 'text-indent', 'text-transform', 'text-align', 'overflow-wrap', 'word-break'],
];

/**
 * Where a letter of a field begins, from left to right in the window, in pixels. Browsers tell that only of text in elements,
 * so the text is laid out once more in one that nobody sees.
 */
export function charPlace(field: TextField, start: number, end: number): { left: number; right: number } {
  const copy = document.createElement('div');
  const style = getComputedStyle(field);
  for (const name of styles) copy.style.setProperty(name, style.getPropertyValue(name));
  copy.style.setProperty('position', 'fixed');
  copy.style.setProperty('inset', '0 auto auto 0');
  copy.style.setProperty('visibility', 'hidden');
  copy.style.setProperty('white-space', field instanceof HTMLInputElement ? 'pre' : 'pre-wrap');
  const sign = document.createElement('span');
  sign.textContent = field.value.slice(start, end);
  copy.append(field.value.slice(0, start), sign);
  copy.setAttribute('aria-hidden', 'true');
  document.body.append(copy);
  const from = copy.getBoundingClientRect().left;
  const place = sign.getClientRects()[0] ?? sign.getBoundingClientRect();
  copy.remove();
  const shift = field.getBoundingClientRect().left - from - field.scrollLeft;
  return { left: place.left + shift, right: place.right + shift };
}
