import type { RetrieverResource } from '@dify-oapi/core';
import type { Model } from './model.ts';
import { tokenPieces } from './token-pieces.ts';

/** A model that says what it is told to, in token-sized pieces. */
export function scripted(
  reply: string | Iterable<string> | ((query: string) => string | Iterable<string>),
  more: { sources?: readonly RetrieverResource[]; followUps?: readonly string[] } = {},
): Model {
  return ({ query }) => {
    const text = typeof reply === 'function' ? reply(query) : reply;
    const pieces = typeof text === 'string' ? tokenPieces(text) : text;
    return { pieces, sources: more.sources ?? [], followUps: more.followUps ?? [] };
  };
}
