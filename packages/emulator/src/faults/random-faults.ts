import type { Faults } from '../faults.ts';

/** How faults are drawn. */
export interface RandomFaults {
  /** The same faults in the same order for the same seed and the same requests. */
  readonly seed: number;
  /** The share of requests that meet one, from 0 to 1. @default 0.2 */
  readonly share?: number;
}

type Draw = (number: (below: number) => number) => Partial<Faults>;

const draws: readonly Draw[] = [
  (number) => ({ cutAfterEvents: number(6) }),
  (number) => ({ cutAfterBytes: 20 + number(800) }),
  (number) => ({ halfCharacterAfterEvents: number(6) }),
  (number) => ({ malformedAfterEvents: number(6) }),
  (number) => ({ errorAfterEvents: number(6) }),
  (number) => ({ moderatedAfterEvents: 1 + number(6) }),
  (number) => ({ chunkBytes: 1 + number(7) }),
  () => ({ strayPings: true }),
  (number) => ({ eventDelayMs: number(40) }),
  (number) => ({ delayMs: number(500) }),
  () => ({ status: 429 }),
  (number) => ({ status: 429, retryAfter: 1 + number(3) }),
  () => ({ status: 500 }),
  () => ({ pageStatus: 502 }),
  () => ({ status: 401 }),
];

/** A function that says what goes wrong with the next request; mostly nothing does. */
export function randomFaults({ seed, share = 0.2 }: RandomFaults): () => Partial<Faults> {
  let state = (seed >>> 0) + 1;
  const random = () => {
    // mulberry32: small, and the same on every machine.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number) => Math.floor(random() * below);
  return () => {
    if (random() >= share) return {};
    return draws[number(draws.length)]?.(number) ?? {};
  };
}
