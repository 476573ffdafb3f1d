import { configureIndexing } from '../indexing/indexing.ts';
import type { KnowledgeBackend } from '../knowledge/knowledge-backend.ts';
import { randomId } from '../random-id.ts';
import { emptyWorld } from '../world/world.ts';

/** What indexing and search need of a server, without one. */
export function createKnowledgeBackend(): KnowledgeBackend {
  const backend: KnowledgeBackend = {
    world: emptyWorld(),
    now: () => Math.floor(Date.now() / 1000),
    nowMs: Date.now,
    id: () => randomId(),
    changed() {},
  };
  configureIndexing(backend, {});
  return backend;
}
