import type { AppDefinition } from '../app-definition.ts';
import type { KnowledgeBaseDefinition } from '../knowledge/definitions.ts';

/** What a server begins with: options of `createEmulator`. */
export interface Seed {
  /** Its apps, each with its key. */
  readonly apps: readonly AppDefinition[];
  /** Its knowledge bases, indexed to the end. */
  readonly knowledge: readonly KnowledgeBaseDefinition[];
  /** The key that opens the knowledge bases. */
  readonly datasetKey: string;
}
