import mermaid from 'mermaid';
import { safeDiagram } from './safe-diagram.ts';
import { type SafeSvg, safeSvg } from './safe-svg.ts';

const timeoutMs = 10_000;
let count = 0;

/** One drawing at a time: the library has one configuration. */
let queue: Promise<unknown> = Promise.resolve();

function late(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, timeoutMs));
}

async function draw(source: string, isDark: boolean): Promise<string> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false, useMaxWidth: true },
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'inherit',
    maxTextSize: 20_000,
    maxEdges: 300,
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'maxEdges',
      'htmlLabels',
      'themeCSS',
      'fontFamily',
    ],
  });
  const place = document.createElement('div');
  place.style.cssText = 'position: fixed; inset-inline-start: -10000px; visibility: hidden';
  document.body.append(place);
  try {
    const { svg } = await mermaid.render(`dify-diagram-${count++}`, source, place);
    return svg;
  } finally {
    place.remove();
  }
}

/** How small a drawing may become, as a part of its own size: its letters of 16 pixels stay readable, and the rest scrolls. */
const smallest = 0.7;

function keepReadable(drawing: SafeSvg): SafeSvg {
  const { style } = drawing.element;
  const width = Number.parseFloat(style.maxWidth);
  if (width > 0) style.minWidth = `${Math.round(width * smallest)}px`;
  return drawing;
}

/**
 * Draws a diagram.
 *
 * @returns `undefined` when it cannot be drawn, or should not be.
 */
export async function drawDiagram(source: string, isDark: boolean): Promise<SafeSvg | undefined> {
  const safe = safeDiagram(source);
  if (safe === undefined) return undefined;
  const drawing = queue.then(() => Promise.race([draw(safe, isDark), late()]));
  queue = drawing.catch(() => undefined);
  try {
    const text = await drawing;
    const drawn = text === undefined ? undefined : safeSvg(text);
    return drawn && keepReadable(drawn);
  } catch {
    return undefined;
  }
}
