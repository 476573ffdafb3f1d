/**
 * The texts below `root` that cannot be read to their end: they stick out of the box that cuts them off, or of the page.
 * What can be scrolled to counts as readable, and so does what ends with an ellipsis.
 *
 * @param width how wide the page is, in pixels; what stands in the window itself has the window
 */
export function cutTextOf(root: HTMLElement, width: number): readonly string[] {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0 && box.height > 0);
    const frame = boxes.length === 0 || !text.parentElement ? undefined : frameOf(text.parentElement, root, width);
    if (!frame) continue;
    const { left, right, slack } = frame;
    const isCut = boxes.some((box) => box.left < left - slack || box.right > right + slack);
    if (isCut) found.push(text.textContent?.trim() ?? '');
  }
  return found.filter((words) => words !== '');
}

interface Frame {
  readonly left: number;
  readonly right: number;
  /** How far a box may stick out before it counts, in pixels: rounding does, and a space that hangs at the end of a line. */
  readonly slack: number;
}

/** What an element's text must stay inside of; `undefined` where it is out of sight, scrolls or says that it goes on. */
function frameOf(element: HTMLElement, root: HTMLElement, width: number): Frame | undefined {
  const { fontSize, whiteSpace } = getComputedStyle(element);
  const slack = whiteSpace.startsWith('pre') ? Number.parseFloat(fontSize) / 2 : 1.5;
  for (let box: HTMLElement | null = element; box !== null && box !== root; box = box.parentElement) {
    const { clipPath, overflowX, position, textOverflow, visibility } = getComputedStyle(box);
    // Popups are placed by script, and only once the page has stood still.
    if (clipPath !== 'none' || visibility === 'hidden' || box.matches('[data-dify="positioner"]')) return undefined;
    if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') return undefined;
    const { left, right } = box.getBoundingClientRect();
    if (/hidden|clip/.test(overflowX)) return { left, right, slack };
    if (position === 'fixed') return { left: 0, right: window.innerWidth, slack };
  }
  const { left } = root.getBoundingClientRect();
  return { left, right: left + width, slack };
}
