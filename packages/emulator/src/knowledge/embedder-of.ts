import type { Server } from '../context.ts';
import { type Embedder, lexicalEmbedder } from './embedder.ts';

const embedders = new WeakMap<Server['world'], Embedder>();

/** Makes a server embed by another embedder. Say so before the first search: vectors of two do not mix. */
export function setEmbedder(server: Pick<Server, 'world'>, embedder: Embedder): void {
  embedders.set(server.world, embedder);
}

/** What a server embeds by. */
export function embedderOf(server: Pick<Server, 'world'>): Embedder {
  return embedders.get(server.world) ?? lexicalEmbedder;
}
