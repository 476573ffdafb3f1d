import { tokenize } from '../knowledge/tokenize.ts';
import type { ModelRequest, Piece } from './model.ts';
import { valuesOf } from './values-of.ts';

/** Calls of the tools whose name or description shares a word with the question. None once a tool has answered. */
export function wantedCalls({ messages, query, tools }: ModelRequest): Extract<Piece, { type: 'tool_call' }>[] {
  if (messages.some(({ role }) => role === 'tool')) return [];
  const words = new Set(tokenize(query));
  const fitting = tools.filter(({ name, description }) =>
    tokenize(`${name.replaceAll('_', ' ')} ${description}`).some((word) => words.has(word)),
  );
  return fitting.map(({ name, parameters }, at) => ({
    type: 'tool_call',
    id: `call_${at + 1}`,
    name,
    arguments: JSON.stringify(valuesOf(parameters, query)),
  }));
}
