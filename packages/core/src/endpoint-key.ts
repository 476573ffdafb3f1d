import { type Endpoint, pathSlots } from './endpoint.ts';

/**
 * The cache key of a call: the URL's segments behind `'dify'`, then the rest of the input.
 * A key's beginning covers everything below it.
 */
export function endpointKey<Input extends object>(
  endpoint: Endpoint<Input, unknown>,
  input: Input,
): readonly unknown[] {
  const rest: Record<string, unknown> = Object.fromEntries(Object.entries(input));
  const slots = new Set(pathSlots(endpoint.path));
  const segments = endpoint.path
    .split('/')
    .filter(Boolean)
    .map((segment) => {
      const slot = /^\{(\w+)\}$/.exec(segment)?.[1];
      return slot === undefined ? segment : rest[slot];
    });
  for (const slot of slots) delete rest[slot];
  return Object.keys(rest).length === 0 ? ['dify', ...segments] : ['dify', ...segments, rest];
}
