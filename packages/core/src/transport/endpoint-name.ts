import type { Endpoint } from '../endpoint.ts';

/** How errors name an endpoint: `GET /conversations`. */
export function endpointName(endpoint: Pick<Endpoint<object, unknown>, 'method' | 'path'>): string {
  return `${endpoint.method} ${endpoint.path}`;
}
