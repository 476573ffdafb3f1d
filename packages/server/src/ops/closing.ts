import { Refusal } from '../refusal.ts';

/** How a handler ends. */
export interface CloseOptions {
  /** Milliseconds that running answers have to come to their end. @default 30_000 */
  timeout?: number | undefined;
}

/** Whether a handler still takes what lasts. */
export interface Closing {
  readonly isClosing: boolean;
  /** @throws Refusal with 503 while the handler closes */
  check(): void;
  begin(): void;
}

/** A handler that is open. */
export function createClosing(): Closing {
  let isClosing = false;
  return {
    get isClosing() {
      return isClosing;
    },
    check() {
      if (!isClosing) return;
      throw new Refusal(503, 'closing', 'This server is about to stop. Try again in a moment.', { 'retry-after': '2' });
    },
    begin() {
      isClosing = true;
    },
  };
}
