import type { Payload } from '@dify-oapi/core';
import { Refusal } from '../refusal.ts';

const types = {
  json: /^application\/json\s*(?:;\s*charset\s*=\s*(?:utf-8|"utf-8")\s*)?$/i,
  form: /^multipart\/form-data\s*;\s*boundary\s*=\s*(?:"[^"]{1,70}"|[^\s";,]{1,70})\s*$/i,
};

/**
 * Takes the one type that the route needs: others could be sent by a page of any site without a preflight.
 *
 * @throws Refusal with 415
 */
export function checkContentType(request: Request, payload: Payload): void {
  if (payload === 'query') return;
  if (types[payload].test(request.headers.get('content-type') ?? '')) return;
  const wanted = payload === 'json' ? 'application/json' : 'multipart/form-data';
  throw new Refusal(415, 'unsupported_media_type', `The request has to be ${wanted}.`);
}
