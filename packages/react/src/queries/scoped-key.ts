import { type DifyClient, type Endpoint, endpointKey } from '@dify-oapi/core';
import type { QueryClient } from '@tanstack/react-query';

const scopes = new WeakMap<DifyClient, string>();
let count = 0;

/** A word for one client, so that two apps or two users never share a cache line. */
function clientScope(dify: DifyClient): string {
  let scope = scopes.get(dify);
  if (scope === undefined) {
    scope = `client-${++count}`;
    scopes.set(dify, scope);
  }
  return scope;
}

/** A new word for a client that another person uses from now on; the client that the application made shares it. */
export function renewScope(root: DifyClient, dify: DifyClient): void {
  const scope = `client-${++count}`;
  scopes.set(root, scope);
  scopes.set(dify, scope);
}

/** Takes everything of a client out of a cache; what is on its way there arrives nowhere. */
export function clearScope(cache: QueryClient, dify: DifyClient): void {
  const queryKey = [clientScope(dify)];
  void cache.cancelQueries({ queryKey });
  cache.removeQueries({ queryKey });
}

/** The cache key of a call of one client: its scope, then the URL's segments. */
export function scopedKey<Input extends object>(
  dify: DifyClient,
  endpoint: Endpoint<Input, unknown>,
  input: Input,
): readonly unknown[] {
  return [clientScope(dify), ...endpointKey(endpoint, input)];
}
