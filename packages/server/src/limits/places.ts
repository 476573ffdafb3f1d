/** Places that are taken in this process, by a key. */
export interface Places {
  /** Takes a place. @returns what gives it back, once; `undefined` when all are taken */
  take(key: string, max: number): (() => void) | undefined;
}

/** Places, none of them taken. A key that nobody holds costs nothing. */
export function createPlaces(): Places {
  const taken = new Map<string, number>();
  return {
    take(key, max) {
      const count = taken.get(key) ?? 0;
      if (count >= max) return undefined;
      taken.set(key, count + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        const left = (taken.get(key) ?? 1) - 1;
        if (left === 0) taken.delete(key);
        else taken.set(key, left);
      };
    },
  };
}
