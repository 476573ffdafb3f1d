import { act, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { useSmoothText } from './use-smooth-text.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index} `).join('');
const frame = () => act(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

interface TextProps {
  text: string;
  isGrowing: boolean;
  isOn: boolean;
}

function Text({ text, isGrowing, isOn }: TextProps) {
  return <p>{useSmoothText(text, isGrowing, isOn)}</p>;
}

/** Shows a text, and notes each state of it that was on the page. */
function stage(isOn = true) {
  const seen: string[] = [];
  const view = render(<Text text="" isGrowing isOn={isOn} />);
  return {
    seen,
    set(text: string, isGrowing = true) {
      view.rerender(<Text text={text} isGrowing={isGrowing} isOn={isOn} />);
      seen.push(view.container.textContent ?? '');
    },
    async frames(count: number) {
      for (let at = 0; at < count; at++) {
        await frame();
        seen.push(view.container.textContent ?? '');
      }
    },
    get shown() {
      return view.container.textContent ?? '';
    },
  };
}

afterEach(async () => {
  await cdp().send('Emulation.setEmulatedMedia', { features: [] });
});

it('shows a burst bit by bit, each time a beginning of the text that is longer than before', async () => {
  const { set, frames, seen } = stage();
  const text = words(300);
  set('word0 ');
  set(text);
  await frames(5);
  const lengths = seen.map((one) => one.length);
  expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
  expect(new Set(lengths).size).toBeGreaterThan(3);
  for (const one of seen) expect(text.startsWith(one)).toBe(true);
  expect(seen.at(-1)?.length).toBeLessThan(text.length);
});

it('has shown everything when the text is whole, without a step more', async () => {
  const at = stage();
  at.set('word0 ');
  at.set(words(500));
  await at.frames(2);
  at.set(words(500), false);
  expect(at.shown).toBe(words(500));
});

it('catches up when nothing more comes, and goes on when more does', async () => {
  const at = stage();
  at.set('word0 ');
  at.set(words(40));
  while (at.shown !== words(40)) await at.frames(1);
  at.set(words(80));
  expect(at.shown).toBe(words(40));
  while (at.shown !== words(80)) await at.frames(1);
});

it('shows another text at once, also a shorter one', async () => {
  const at = stage();
  at.set('word0 ');
  at.set(words(100));
  await at.frames(2);
  at.set('This was taken back.');
  expect(at.shown).toBe('This was taken back.');
});

it('does not hide again what was shown while it was not growing', async () => {
  const at = stage();
  at.set(words(10));
  at.set(words(50), false);
  at.set(words(50));
  expect(at.shown).toBe(words(50));
});

it('leaves the text as it is where the reader wants less motion, and when it is off', async () => {
  const off = stage(false);
  off.set('word0 ');
  off.set(words(100));
  expect(off.shown).toBe(words(100));
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
  const still = stage();
  still.set('word0 ');
  still.set(words(100));
  expect(still.shown).toBe(words(100));
});
