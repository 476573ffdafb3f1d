const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** UUIDs, numbers of batches, tokens of forms. */
const token = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b\d{14,20}\b|\b[A-Za-z0-9_-]{22}\b/g;
/** Ids that a client made up: no server has them. */
const madeUp = /^(?:0{8}|1{8}|([0-9a-f])\1{7})-/;

/** Which id here stands for one of the recorded ids: learned from answers to the same requests. */
export interface IdMap {
  /** Learns from two answers to the same request. */
  learn(there: unknown, here: unknown): void;
  /** A recorded text with the ids of here. */
  translate(text: string): string;
  /** Whether a recorded text names a thing that no answer so far has told of. */
  namesUnknown(text: string): boolean;
}

/** An empty map, but for ids that are the same on both sides. */
export function createIdMap(same: Iterable<string>): IdMap {
  const known = new Map([...same].map((id) => [id, id]));

  function learn(there: unknown, here: unknown): void {
    if (typeof there === 'string' && typeof here === 'string') {
      const [a, b] = [there.match(token) ?? [], here.match(token) ?? []];
      if (a.length === b.length) for (const [at, id] of a.entries()) known.set(id, b[at] ?? id);
      return;
    }
    if (typeof there !== 'object' || typeof here !== 'object' || there === null || here === null) return;
    for (const name of Object.keys(there)) learn(Reflect.get(there, name), Reflect.get(here, name));
  }

  return {
    learn,
    translate: (text) => text.replace(token, (id) => known.get(id) ?? id),
    namesUnknown: (text) => (text.match(uuid) ?? []).some((id) => !known.has(id) && !madeUp.test(id)),
  };
}
