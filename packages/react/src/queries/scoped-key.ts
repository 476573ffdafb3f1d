import { type DifyClient, type Endpoint, endpointKey } from '@dify-oapi/core';

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

/** The cache key of a call of one client: its scope, then the URL's segments. */
export function scopedKey<Input extends object>(
  dify: DifyClient,
  endpoint: Endpoint<Input, unknown>,
  input: Input,
): readonly unknown[] {
  return [clientScope(dify), ...endpointKey(endpoint, input)];
}
