/** What a run needs of its surroundings. A test holds it still. */
export interface RunEnvironment {
  /** Unix time in milliseconds. */
  now(): number;
  /** A number from 0 up to 1. */
  random(): number;
  /** Calls back once, after milliseconds. @returns a function that calls it off */
  setTimer(ms: number, callback: () => void): () => void;
  /** Whether there is a network at all; `true` where that cannot be known. */
  isOnline(): boolean;
  /** Calls back whenever the network has come back. @returns a function that ends it */
  onOnline(callback: () => void): () => void;
  /** Whether nobody can see the page; `false` outside of pages. */
  isHidden(): boolean;
  /** Calls back whenever the page can be seen again. @returns a function that ends it */
  onVisible(callback: () => void): () => void;
}
