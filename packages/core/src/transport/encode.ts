import { type Endpoint, pathSlots } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { buildPath } from './build-path.ts';
import { checkInput } from './check-input.ts';
import { endpointName } from './endpoint-name.ts';
import type { Transport } from './options.ts';

/** A call, ready for `fetch`. */
export interface EncodedCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | FormData | null;
}

/**
 * Turns an input into a call: path slots filled, the rest in the query, a JSON body or a form.
 *
 * @throws ValidationError when the input does not fit, or `user` is needed and nobody named one.
 */
export function encodeCall<Input extends object>(
  endpoint: Endpoint<Input, unknown>,
  input: Input,
  transport: Transport,
): EncodedCall {
  const fields: Record<string, unknown> = Object.fromEntries(Object.entries(checkInput(endpoint, input)));
  bindUser(endpoint, fields, transport);
  const path = buildPath(endpoint.path, fields);
  for (const slot of pathSlots(endpoint.path)) delete fields[slot];
  const headers: Record<string, string> = { accept: 'application/json', ...transport.headers(endpoint.method) };
  let url = transport.baseURL + path;
  let body: string | FormData | null = null;
  if (endpoint.payload === 'json') {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(fields);
  } else if (endpoint.payload === 'form') {
    body = toForm(fields);
  } else {
    const query = toQuery(fields);
    if (query !== '') url += `?${query}`;
  }
  return { url, method: endpoint.method, headers, body };
}

function bindUser(endpoint: Endpoint<object, unknown>, fields: Record<string, unknown>, transport: Transport): void {
  if (!transport.bindUser || endpoint.user === 'none') {
    delete fields.user;
    return;
  }
  fields.user ??= transport.user;
  if (fields.user === undefined) {
    if (endpoint.user === 'optional') return;
    const name = endpointName(endpoint);
    throw new ValidationError(
      `${name} needs to know the end user. Pass \`user\` with the call, or for all calls: createDify({ user: '…' }).`,
      { code: 'invalid_input', path: 'user', endpoint: name },
    );
  }
}

function toQuery(fields: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) query.append(name, String(value));
  }
  return query.toString();
}

function toForm(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof File) form.append(name, value, value.name);
    else if (value instanceof Blob) form.append(name, value, 'file');
    else if (value !== undefined && value !== null) form.append(name, String(value));
  }
  return form;
}
