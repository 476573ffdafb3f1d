import { describe, expect, it } from 'vitest';
import { smoothStep } from './smooth-step.ts';

const frameMs = 1000 / 60;

/** Every length at which a text is shown. */
function stepsOf(text: string, passedMs = frameMs): number[] {
  const steps: number[] = [];
  for (let shown = 0; shown < text.length; ) {
    const next = smoothStep(text, shown, passedMs);
    expect(next).toBeGreaterThan(shown);
    steps.push(next);
    shown = next;
  }
  return steps;
}

describe('smoothStep', () => {
  it('shows a burst in many steps, the most of it first', () => {
    const text = 'one word after the other and so on. '.repeat(30);
    const steps = stepsOf(text);
    expect(steps.length).toBeGreaterThan(20);
    expect(steps.at(-1)).toBe(text.length);
    expect((steps[0] ?? 0) / text.length).toBeLessThan(0.15);
  });

  it('ends between words', () => {
    const text = 'Alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma';
    for (const end of stepsOf(text)) expect(text.slice(0, end)).toMatch(/(?:^|\s|\w)$/);
    for (const end of stepsOf(text)) expect(/\w/.test(text[end - 1] ?? '') && /\w/.test(text[end] ?? '')).toBe(false);
  });

  it('goes word by word in Chinese, where no space parts them', () => {
    const text = '扭矩扳手应设置为四十牛米，然后交替拧紧两侧的螺母。'.repeat(4);
    const steps = stepsOf(text);
    expect(steps.length).toBeGreaterThan(15);
  });

  it('never ends within a character', () => {
    const text = '👩‍👩‍👧‍👦👍🏽e\u0301한'.repeat(40);
    const ends = new Set(
      Array.from(new Intl.Segmenter().segment(text), ({ index, segment }) => index + segment.length),
    );
    for (const end of stepsOf(text)) expect(ends.has(end)).toBe(true);
  });

  it('shows all that waits when much time has passed, and a very long word in pieces', () => {
    expect(smoothStep('some words that wait', 5, 10_000)).toBe(20);
    expect(stepsOf('x'.repeat(1000)).length).toBeGreaterThan(5);
  });

  it('shows a text that has become shorter whole', () => {
    expect(smoothStep('short', 30, frameMs)).toBe(5);
  });
});
