import { type Endpoint, pathSlots } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { buildPath } from './build-path.ts';
import { checkInput } from './check-input.ts';
import { endpointName } from './endpoint-name.ts';
import type { RequestOptions, Transport } from './options.ts';
import { toForm } from './to-form.ts';
import { toQuery } from './to-query.ts';

/** A call, ready for `fetch`. */
export interface EncodedCall {
  readonly url: string;
  readonly method: string;
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | null;
}

/**
 * Turns an input into a call: path slots filled, the rest in the query, a JSON body or a form.
 *
 * @param accept the media type that is asked for
 * @throws ValidationError when the input or an option does not fit, or `user` is needed and nobody named one
 */
export function encodeCall<Input extends object>(
  endpoint: Endpoint<Input, unknown>,
  input: Input,
  transport: Transport,
  options: RequestOptions = {},
  accept = 'application/json',
): EncodedCall {
  const fields: Record<string, unknown> = Object.fromEntries(Object.entries(checkInput(endpoint, input)));
  bindUser(endpoint, fields, transport);
  const path = buildPath(endpoint.path, fields);
  for (const slot of pathSlots(endpoint.path)) delete fields[slot];
  const name = endpointName(endpoint);
  const headers = inLowerCase(
    { accept },
    transport.headers(endpoint.method),
    options.headers,
    optionHeaders(options, name),
  );
  const url = transport.baseURL + path;
  const { method } = endpoint;
  if (endpoint.payload === 'json') {
    return { url, method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(fields) };
  }
  if (endpoint.payload === 'form') {
    delete headers['content-type'];
    return { url, method, headers, body: toForm(fields) };
  }
  const query = toQuery(fields);
  return { url: query === '' ? url : `${url}?${query}`, method, headers, body: null };
}

function bindUser(endpoint: Endpoint<object, unknown>, fields: Record<string, unknown>, transport: Transport): void {
  if (!transport.bindUser || endpoint.user === 'none') {
    delete fields.user;
    return;
  }
  fields.user ??= transport.user;
  if (fields.user === undefined) {
    if (endpoint.user === 'optional') return;
    throw new ValidationError(`${endpointName(endpoint)} needs to know the end user.`, {
      code: 'invalid_input',
      path: 'user',
      endpoint: endpointName(endpoint),
      expected: 'the id of the end user',
      received: 'nothing',
      hint: "Pass `user` with the call, or for all calls: createDify({ user: '…' }).",
    });
  }
}

/** Later ones win, however their names are written. */
function inLowerCase(...all: readonly (Readonly<Record<string, string>> | undefined)[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const some of all) {
    for (const [name, value] of Object.entries(some ?? {})) headers[name.toLowerCase()] = value;
  }
  return headers;
}

function optionHeaders({ idempotencyKey, traceId }: RequestOptions, endpoint: string): Record<string, string> {
  const headers: Record<string, string> = {};
  const set = (path: string, header: string, value: string | undefined, pattern: RegExp, expected: string) => {
    if (value === undefined) return;
    if (!pattern.test(value)) {
      const facts = { code: 'invalid_input', path, endpoint, expected, received: typeof value };
      throw new ValidationError(`${endpoint} needs the option "${path}" to be ${expected}.`, facts);
    }
    headers[header] = value;
  };
  set('idempotencyKey', 'idempotency-key', idempotencyKey, /^[\x21-\x7e]{1,255}$/, '1 to 255 visible ASCII characters');
  set('traceId', 'x-trace-id', traceId, /^[\w-]{1,128}$/, '1 to 128 letters, digits, "_" or "-"');
  return headers;
}
