import { useEffect, useRef } from 'react';

const barCount = 48;
/** Milliseconds that a bar stands for. */
const barMs = 90;

/** Props of `LevelMeter`. */
export interface LevelMeterProps {
  /** How loud it is just now, from 0 to 1. */
  getLevel(): number;
}

/** How loud it was in the last seconds, as bars that are not rendered again. For the eyes alone. */
export function LevelMeter({ getLevel }: LevelMeterProps) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const levels: number[] = [];
    let loudest = 0;
    let barEnd = performance.now() + barMs;
    let frame = requestAnimationFrame(draw);
    function draw(now: number): void {
      frame = requestAnimationFrame(draw);
      loudest = Math.max(loudest, getLevel());
      if (now < barEnd) return;
      barEnd = now + barMs;
      levels.push(loudest);
      loudest = 0;
      if (levels.length > barCount) levels.shift();
      levels.forEach((level, index) => {
        const bar = element.current?.children[index];
        if (!(bar instanceof HTMLElement)) return;
        bar.dataset.heard = '';
        bar.style.setProperty('--level', level.toFixed(2));
      });
    }
    return () => cancelAnimationFrame(frame);
  }, [getLevel]);
  return (
    <span ref={element} data-dify="level" aria-hidden="true">
      {Array.from({ length: barCount }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are places, and nothing else
        <i key={index} />
      ))}
    </span>
  );
}
