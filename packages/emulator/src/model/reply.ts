import type { RetrieverResource } from '@dify-oapi/core';
import type { Model, ModelRequest, Piece } from './model.ts';
import { tokenPieces } from './token-pieces.ts';

/** What `reply` may say: a text, or its pieces, at once or one by one. */
export type Reply = string | Iterable<Piece> | AsyncIterable<Piece>;

/**
 * A model that says what it is told to: `reply('Hello')`, a stream of pieces, or a function of the question.
 * A conversation gets its first question as title.
 *
 * @example reply((query) => `You asked: ${query}`)
 */
export function reply(
  words: Reply | ((query: string, request: ModelRequest) => Reply | Promise<Reply>),
  more: { sources?: readonly RetrieverResource[]; followUps?: readonly string[] } = {},
): Model {
  return async function* (request) {
    const { purpose, query } = request;
    if (purpose === 'follow_ups') yield { type: 'follow_ups', questions: more.followUps ?? [] };
    if (purpose === 'title') yield query.length > 75 ? `${query.slice(0, 75)}...` : query;
    if (purpose === 'follow_ups' || purpose === 'title') return;
    const said = typeof words === 'function' ? await words(query, request) : words;
    yield* typeof said === 'string' ? tokenPieces(said) : said;
    if (purpose !== 'answer') return;
    if (more.sources !== undefined) yield { type: 'sources', sources: more.sources };
    if (more.followUps !== undefined) yield { type: 'follow_ups', questions: more.followUps };
  };
}
