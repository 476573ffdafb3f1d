import type { HandlerLimits } from '../limits/limits.ts';
import { sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';
import { checkFields } from './check-fields.ts';
import { checkValues } from './check-values.ts';
import { readBody } from './read-body.ts';
import { checkRemoteURLs, type RemoteURLPolicy } from './remote-url.ts';

/**
 * The fields of a JSON body.
 *
 * @param remoteUrls which files may be named by their address
 * @throws Refusal with 400, 408 or 413
 */
export async function jsonInput(
  match: RouteMatch,
  request: Request,
  limits: HandlerLimits,
  remoteUrls: RemoteURLPolicy = 'deny',
): Promise<Readonly<Record<string, unknown>>> {
  const sent = await jsonObject(request, limits);
  // The body is a level of its own.
  await checkRemoteURLs(checkValues(sent, limits.inputsDepth + 1), remoteUrls);
  const fields = checkFields(match, sent);
  checkSizes(fields, limits);
  return match.route.endpoint.events === true ? { ...fields, response_mode: responseMode(fields, request) } : fields;
}

/**
 * A JSON body as it was sent: an object, counted while it is read.
 *
 * @throws Refusal with 400, 408 or 413
 */
export async function jsonObject(request: Request, limits: HandlerLimits): Promise<Readonly<Record<string, unknown>>> {
  const body = await readBody(request, {
    bytes: limits.jsonBytes,
    idleMs: limits.bodyTimeout,
    totalMs: limits.bodyTimeout,
  });
  return parseObject(body);
}

/** As the page says it; else JSON for a page that reads nothing but JSON. A stream loses least. */
export function responseMode(
  fields: Readonly<Record<string, unknown>>,
  { headers }: Request,
): 'blocking' | 'streaming' {
  const wanted = fields.response_mode ?? (headers.get('accept') === 'application/json' ? 'blocking' : 'streaming');
  return wanted === 'blocking' ? 'blocking' : 'streaming';
}

function checkSizes({ query, text, files }: Readonly<Record<string, unknown>>, limits: HandlerLimits): void {
  for (const said of [query, text]) {
    if (typeof said === 'string' && new TextEncoder().encode(said).byteLength > limits.queryBytes) {
      throw new Refusal(413, 'payload_too_large', `A message can be at most ${sizeInWords(limits.queryBytes)} long.`);
    }
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
