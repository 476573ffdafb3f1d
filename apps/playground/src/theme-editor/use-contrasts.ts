import { type RefObject, useLayoutEffect, useState } from 'react';
import { contrast, readColor } from '../../../../tools/contrast/measure.mjs';
import { pairs } from '../../../../tools/contrast/pairs.mjs';

/** How much one colour stands out of its ground. */
export interface Contrast {
  /** E.g. `text on surface`. */
  readonly title: string;
  readonly minimum: number;
  /** 1 to 21; not a number where a colour cannot be read. */
  readonly ratio: number;
}

/** Measures every pair in an element, again whenever the theme in the address changes. */
export function useContrasts(pane: RefObject<HTMLElement | null>, address: string): readonly Contrast[] {
  const [contrasts, setContrasts] = useState<readonly Contrast[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the address says changes what the element computes.
  useLayoutEffect(() => {
    if (pane.current !== null) setContrasts(measure(pane.current));
  }, [pane, address]);
  return contrasts;
}

function measure(place: HTMLElement): Contrast[] {
  const probe = place.appendChild(document.createElement('span'));
  probe.hidden = true;
  const color = (name: string) => {
    probe.style.color = `var(--dify-${name.startsWith('code-') ? name : `color-${name}`})`;
    return readColor(getComputedStyle(probe).color);
  };
  const found = pairs.map(([front, back, minimum]) => {
    const top = color(front);
    const layers = back.split('+').flatMap((name) => color(name) ?? []);
    const ratio = top === undefined || layers.length === 0 ? Number.NaN : contrast(top, layers);
    return { title: `${front} on ${back}`, minimum, ratio };
  });
  probe.remove();
  return found;
}
