import { cutTextOf } from './cut-text.ts';

/** A phone, from left to right and from right to left, and with letters twice as large. */
const surroundings = [
  { name: 'on a phone', direction: 'ltr', letters: '' },
  { name: 'on a phone from right to left', direction: 'rtl', letters: '' },
  { name: 'on a phone with letters twice as large', direction: 'ltr', letters: '200%' },
] as const;
const width = 390;

/**
 * Lays out what a story shows as narrow as a phone, and fails where a text is cut off or the page scrolls sideways. The
 * page is left as it was found.
 */
export async function expectRoom(): Promise<void> {
  const { body, documentElement: page } = document;
  const before = { dir: page.dir, letters: page.style.fontSize };
  const problems: string[] = [];
  body.style.inlineSize = `${width}px`;
  for (const { name, direction, letters } of surroundings) {
    page.dir = direction;
    page.style.fontSize = letters;
    await new Promise(requestAnimationFrame);
    for (const text of cutTextOf(body, width)) problems.push(`${name}, this is cut off: ${text}`);
  }
  body.style.inlineSize = '';
  page.dir = before.dir;
  page.style.fontSize = before.letters;
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
