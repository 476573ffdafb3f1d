import type { Seed } from './seed.ts';

/** A server with no app and no knowledge base: only its dataset key works. */
export function emptySeed(): Seed {
  return { apps: [], knowledge: [], datasetKey: 'dataset-demo' };
}
