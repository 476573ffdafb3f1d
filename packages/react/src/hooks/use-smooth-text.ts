import { useEffect, useRef, useState } from 'react';
import { smoothStep } from '../primitives/smooth-step.ts';

/** How much of a text is compared to see whether it only went on, in UTF-16 units. */
const comparedLength = 64;

/**
 * Shows a text that arrives in bursts at an even pace: as much as waits within about a sixth of a second, in whole words. The
 * end is shown at once when the text is whole; so is all of it where the reader wants less motion.
 *
 * @param text the whole text so far
 * @param isGrowing whether more is on its way
 * @param isOn whether it is done at all; with `false` the text is returned as it is. @default true
 * @returns what is shown now: a beginning of the text
 */
export function useSmoothText(text: string, isGrowing: boolean, isOn = true): string {
  const isSmooth = isOn && isGrowing;
  const [shown, setShown] = useState(all);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);

  // A text that was there before, or is another one, is shown as it is; what is added from now on is not.
  const isKnown = isSmooth && isContinued(shown.text, text, shown.length);
  const isBehind = isKnown && shown.length < text.length;
  useEffect(() => {
    if (!isBehind) return;
    let last = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      const passedMs = Math.max(0, now - last);
      last = now;
      setShown(({ length }) => ({ text: latest.current, length: smoothStep(latest.current, length, passedMs) }));
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [isBehind]);

  if (isSmooth && !isKnown) setShown({ text, length: text.length });
  else if (!isSmooth && shown !== all) setShown(all);
  return isKnown && !prefersReducedMotion() ? text.slice(0, shown.length) : text;
}

/** Nothing is held back. */
const all = { text: '', length: Number.POSITIVE_INFINITY };

/** Whether a text begins with what is shown of another one. Looks only at the last of it, so that it costs the same always. */
function isContinued(before: string, text: string, length: number): boolean {
  if (text.length < length) return false;
  const from = Math.max(0, length - comparedLength);
  return before.slice(from, length) === text.slice(from, length);
}

function prefersReducedMotion(): boolean {
  return typeof matchMedia !== 'undefined' && matchMedia('(prefers-reduced-motion: reduce)').matches;
}
