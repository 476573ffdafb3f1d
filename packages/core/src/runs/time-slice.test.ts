import { expect, it } from 'vitest';
import { createTimeSlice } from './time-slice.ts';

function aClock() {
  let time = 0;
  let timers: (() => void)[] = [];
  let hidden = false;
  return {
    environment: {
      now: () => time,
      setTimer(_: number, callback: () => void) {
        timers.push(callback);
        return () => undefined;
      },
      isHidden: () => hidden,
    },
    work(ms: number) {
      time += ms;
    },
    /** The page gets round to what waits. */
    turn() {
      const due = timers;
      timers = [];
      for (const callback of due) callback();
    },
    hide() {
      hidden = true;
    },
  };
}

it('is over when events were read for 12 ms without a pause, and begins anew after one', async () => {
  const clock = aClock();
  const slice = createTimeSlice(clock.environment);
  expect(slice.isOver()).toBe(false);
  clock.work(11);
  expect(slice.isOver()).toBe(false);
  clock.work(1);
  expect(slice.isOver()).toBe(true);
  let rested = false;
  const rest = slice.rest().then(() => {
    rested = true;
  });
  await Promise.resolve();
  expect(rested).toBe(false);
  clock.turn();
  await rest;
  expect(slice.isOver()).toBe(false);
});

it('is not over for events that come one by one, however long they take', () => {
  const clock = aClock();
  const slice = createTimeSlice(clock.environment);
  for (let count = 0; count < 10; count++) {
    expect(slice.isOver()).toBe(false);
    clock.work(100);
    clock.turn();
  }
});

it('is never over in a hidden page', () => {
  const clock = aClock();
  const slice = createTimeSlice(clock.environment);
  slice.isOver();
  clock.work(500);
  clock.hide();
  expect(slice.isOver()).toBe(false);
});
