const seeds = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b];

/** A UUID that is the same for the same name, so that things keep theirs over restarts. */
export function stableId(name: string): string {
  const parts = seeds.map((seed) => {
    let hash = seed;
    for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    return hash.toString(16).padStart(8, '0');
  });
  const hex = parts.join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
