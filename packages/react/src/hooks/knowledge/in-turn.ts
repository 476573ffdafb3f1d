import type { DifyClient } from '@dify-oapi/core';

const turns = new WeakMap<DifyClient, Map<string, Promise<unknown>>>();

/** Does the work once all earlier work on the same thing has ended, so that the last change of a row is the one that stays. */
export function inTurn<Result>(dify: DifyClient, thing: string, work: () => Promise<Result>): Promise<Result> {
  let waiting = turns.get(dify);
  if (waiting === undefined) {
    waiting = new Map();
    turns.set(dify, waiting);
  }
  const own = waiting;
  const mine = (own.get(thing) ?? Promise.resolve()).then(work, work);
  const leave = () => {
    if (own.get(thing) === mine) own.delete(thing);
  };
  own.set(thing, mine);
  mine.then(leave, leave);
  return mine;
}
