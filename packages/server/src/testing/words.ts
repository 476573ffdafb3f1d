/** What a person has to be allowed to see: everybody's, from `summary` on, with `usage` or `thinking`, or all. */
export type WordLevel = 'none' | 'summary' | 'usage' | 'thinking' | 'full';

const pattern = /\b(?:none|summary|usage|thinking|full)\.\d+\b/g;
let made = 0;

/** A word that is nowhere else and says who may see it. */
export function word(level: WordLevel): string {
  made += 1;
  return `${level}.${made}`;
}

/** The words in a text, in the order of their making, of some levels or of all. */
export function wordsIn(text: string, levels?: readonly WordLevel[]): string[] {
  const found = Array.from(new Set(text.match(pattern) ?? []));
  return found
    .filter((one) => levels === undefined || levels.some((level) => one.startsWith(`${level}.`)))
    .sort((one, other) => Number(one.split('.')[1]) - Number(other.split('.')[1]));
}

/** Fields that no contract knows, with words in every depth. */
export function inside(): Readonly<Record<string, unknown>> {
  return {
    something_new: word('full'),
    nested: { deep: [word('full'), { deeper: word('full') }] },
    constructor_args: [word('full')],
    tenant_id: word('full'),
  };
}
