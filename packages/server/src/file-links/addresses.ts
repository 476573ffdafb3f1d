/** The addresses of files as Dify has signed them last. */
export interface Addresses {
  /** Keeps what Dify has just said. */
  learn(key: string, address: URL): void;
  /** An address that is still good, if one is known. */
  find(key: string): URL | undefined;
  /** Forgets one that did not work. */
  forget(key: string): void;
}

/** Milliseconds that an address is taken for good. Dify signs for 300 s unless told otherwise. */
const lifetime = 240_000;

/** How many are kept; the oldest go first. */
const most = 10_000;

/** Keeps addresses in this process: what is lost is asked for again. */
export function createAddresses(now: () => number = Date.now): Addresses {
  const known = new Map<string, { readonly address: URL; readonly at: number }>();
  return {
    learn(key, address) {
      known.delete(key);
      known.set(key, { address, at: now() });
      if (known.size <= most) return;
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    },
    find(key) {
      const entry = known.get(key);
      if (entry === undefined) return undefined;
      if (now() - entry.at < lifetime) return entry.address;
      known.delete(key);
      return undefined;
    },
    forget: (key) => void known.delete(key),
  };
}
