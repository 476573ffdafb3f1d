import { type LinkDefinition, type LinkDefinitions, noDefinitions } from './block-node.ts';
import { referencedLabels } from './referenced-labels.ts';

/** A definition, and the earlier blocks that have been waiting for it. */
export interface LateDefinition {
  readonly label: string;
  readonly definition: LinkDefinition;
  readonly blocks: ReadonlySet<number>;
}

/** Which link definitions a document holds, and which of its blocks use a label that nothing has defined yet. */
export class DefinitionIndex {
  readonly #definitions = new Map<string, LinkDefinition>();
  readonly #waiting = new Map<string, number[]>();

  /** Takes definitions in. The first one of a label wins. */
  add(definitions: ReadonlyMap<string, LinkDefinition>): readonly LateDefinition[] {
    const late: LateDefinition[] = [];
    for (const [label, definition] of definitions) {
      if (this.#definitions.has(label)) continue;
      this.#definitions.set(label, definition);
      const waiting = this.#waiting.get(label);
      if (waiting) late.push({ label, definition, blocks: new Set(waiting) });
      this.#waiting.delete(label);
    }
    return late;
  }

  /** The definitions that a text uses. */
  usedIn(text: string): LinkDefinitions {
    return this.#definitions.size === 0 ? noDefinitions : this.#find(text).used;
  }

  /** The definitions that a block uses; it waits for the others. */
  usedInBlock(text: string, block: number): LinkDefinitions {
    const { used, missing } = this.#find(text);
    for (const label of missing) {
      const waiting = this.#waiting.get(label);
      if (waiting) waiting.push(block);
      else this.#waiting.set(label, [block]);
    }
    return used;
  }

  #find(text: string): { readonly used: LinkDefinitions; readonly missing: readonly string[] } {
    const labels = referencedLabels(text);
    const used: Record<string, LinkDefinition> = Object.create(null);
    const missing: string[] = [];
    for (const label of labels) {
      const definition = this.#definitions.get(label);
      if (definition) used[label] = definition;
      else missing.push(label);
    }
    return { used: missing.length === labels.size ? noDefinitions : used, missing };
  }
}

/** Whether two sets of definitions say the same. */
export function isSameDefinitions(one: LinkDefinitions, other: LinkDefinitions): boolean {
  const labels = Object.keys(one);
  return labels.length === Object.keys(other).length && labels.every((label) => one[label] === other[label]);
}
