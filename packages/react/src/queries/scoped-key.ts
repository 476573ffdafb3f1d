import { type Dify, type Endpoint, endpointKey } from '@dify-oapi/core';

const scopes = new WeakMap<Dify, string>();
let count = 0;

/** A word for one client, so that two apps or two users never share a cache line. */
function clientScope(dify: Dify): string {
  let scope = scopes.get(dify);
  if (scope === undefined) {
    scope = `client-${++count}`;
    scopes.set(dify, scope);
  }
  return scope;
}

/** The cache key of a call of one client: its scope, then the URL's segments. */
export function scopedKey<Input extends object>(
  dify: Dify,
  endpoint: Endpoint<Input, unknown>,
  input: Input,
): readonly unknown[] {
  return [clientScope(dify), ...endpointKey(endpoint, input)];
}
