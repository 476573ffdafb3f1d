import type { Server } from '../context.ts';

/** What indexing and search need of a server. */
export type KnowledgeBackend = Pick<Server, 'world' | 'now' | 'nowMs' | 'id' | 'changed'>;
