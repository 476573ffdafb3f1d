import type { HandlerLimits } from '../limits/limits.ts';
import { sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';
import { checkFields } from './check-fields.ts';
import { checkValues } from './check-values.ts';
import { readBody } from './read-body.ts';

/**
 * The fields of a JSON body.
 *
 * @throws Refusal with 400, 408 or 413
 */
export async function jsonInput(
  match: RouteMatch,
  request: Request,
  limits: HandlerLimits,
): Promise<Readonly<Record<string, unknown>>> {
  const body = await readBody(request, {
    bytes: limits.jsonBytes,
    idleMs: limits.bodyTimeout,
    totalMs: limits.bodyTimeout,
  });
  const sent = parseObject(body);
  // The body is a level of its own.
  checkValues(sent, limits.inputsDepth + 1);
  const fields = checkFields(match, sent);
  if (match.route.operation === 'sendChatMessage') checkMessage(fields, limits);
  if (!match.route.endpoint.events) return fields;
  return { ...fields, response_mode: fields.response_mode === 'blocking' ? 'blocking' : 'streaming' };
}

function checkMessage({ query, files }: Readonly<Record<string, unknown>>, limits: HandlerLimits): void {
  if (typeof query === 'string' && new TextEncoder().encode(query).byteLength > limits.queryBytes) {
    throw new Refusal(413, 'payload_too_large', `A message can be at most ${sizeInWords(limits.queryBytes)} long.`);
  }
  if (Array.isArray(files) && files.length > limits.files) {
    throw new Refusal(400, 'too_many_files', `At most ${limits.files} files can be sent with a message.`);
  }
}

function parseObject(body: Uint8Array<ArrayBuffer>): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new Refusal(400, 'bad_request', 'The request is no JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(400, 'bad_request', 'The request has to be a JSON object.');
  }
  if (Object.hasOwn(value, '__proto__')) throw new Refusal(400, 'invalid_param', 'The request has a forbidden name.');
  return Object.fromEntries(Object.entries(value));
}
