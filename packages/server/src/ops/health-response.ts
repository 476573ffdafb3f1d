import { jsonResponse } from '../answers/json-response.ts';
import { Refusal } from '../refusal.ts';
import type { Closing } from './closing.ts';

/**
 * What a load balancer is told: whether new answers can begin here, and nothing else.
 *
 * @throws Refusal with 405 for a method that changes something
 */
export function healthResponse(method: string, { isClosing }: Closing): Response {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new Refusal(405, 'method_not_allowed', 'Only GET can be used here.', { allow: 'GET, HEAD' });
  }
  const status = isClosing ? 503 : 200;
  return jsonResponse(status, { status: isClosing ? 'closing' : 'ok' });
}
