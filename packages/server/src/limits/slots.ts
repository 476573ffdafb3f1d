/** Places that are taken and given back, a number for each key. */
export interface Slots {
  /** Takes a place; the function returned gives it back, once. `null` when all are taken. */
  take(key: string): (() => void) | null;
}

/** At most `max` places a key, counted in this process. */
export function createSlots(max: number): Slots {
  const taken = new Map<string, number>();
  return {
    take(key) {
      const count = taken.get(key) ?? 0;
      if (count >= max) return null;
      taken.set(key, count + 1);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        const left = (taken.get(key) ?? 1) - 1;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}
