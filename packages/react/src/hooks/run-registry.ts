import type { DifyClient } from '@dify-oapi/core';
import type { DifySession } from '../provider/dify-session.ts';
import { sessionOf } from '../provider/session-of.ts';
import type { HeldPlace } from './run-place.ts';

/** Places nobody looks at that are kept, so that going back shows them at once. */
const keptIdle = 30;

/**
 * A registry of places by person and key. Leaving a view never stops a run: the registry keeps it.
 *
 * @param make makes the place of a key that was not asked for before
 * @returns the place of a key
 */
export function createRunRegistry<Store, Listeners>(
  make: (key: string, session: DifySession) => HeldPlace<Store, Listeners>,
): (dify: DifyClient, key: string) => HeldPlace<Store, Listeners> {
  const registries = new WeakMap<DifySession, Map<string, HeldPlace<Store, Listeners>>>();

  function placesOf(session: DifySession): Map<string, HeldPlace<Store, Listeners>> {
    const held = registries.get(session);
    if (held !== undefined) return held;
    const places = new Map<string, HeldPlace<Store, Listeners>>();
    registries.set(session, places);
    session.attach({
      onLine: () => undefined,
      onEnd() {
        for (const place of places.values()) place.dispose();
        places.clear();
      },
    });
    return places;
  }

  return (dify, key) => {
    const session = sessionOf(dify);
    const places = placesOf(session);
    const place = places.get(key) ?? make(key, session);
    places.delete(key);
    places.set(key, place);
    const idle = [...places].filter(([other, { isIdle }]) => other !== key && isIdle());
    for (const [old, { dispose }] of idle.slice(0, Math.max(0, idle.length - keptIdle))) {
      places.delete(old);
      dispose();
    }
    return place;
  };
}
