import { type Check, type FieldCheck, fieldsOf } from './checks.ts';
import type { Fields } from './fields.ts';
import { type Misfit, refuseMisfits } from './misfits.ts';
import { Refusal } from './refusal.ts';

/** The JSON of a request, whatever it is: 415 without the content type, 400 when it is broken. */
async function readAnyJson(request: Request): Promise<unknown> {
  if (!/\+json|application\/json/.test(request.headers.get('content-type') ?? '')) {
    const message = "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.";
    throw new Refusal(415, 'unsupported_media_type', message);
  }
  try {
    return JSON.parse(await request.text());
  } catch {
    const message = 'The browser (or proxy) sent a request that this server could not understand.';
    throw new Refusal(400, 'bad_request', message);
  }
}

/** A body whose fields were checked, in the words of the model that a server checks it by. What Python takes for false is an empty body. */
export async function readPayload(
  request: Request,
  model: string,
  fields: Readonly<Record<string, FieldCheck>>,
): Promise<Fields> {
  const json = await readAnyJson(request);
  const isFalse = !json || (Array.isArray(json) && json.length === 0);
  return checked(isFalse ? {} : json, model, fieldsOf(fields, model));
}

/**
 * An object whose fields were checked.
 *
 * @throws Refusal with every misfit
 */
export function checked(value: unknown, model: string, check: Check): Fields {
  const misfits = check(value, '');
  if (misfits.length > 0 || typeof value !== 'object' || value === null) throw refuseMisfits(model, misfits);
  return Object.fromEntries(Object.entries(value));
}

/** Checks what is there of a query. */
export function checkQuery(query: URLSearchParams, model: string, checks: Readonly<Record<string, Check>>): void {
  const misfits = Object.entries(checks).flatMap(([name, check]): Misfit[] => {
    const text = query.get(name);
    return text === null ? [] : check(text, name);
  });
  if (misfits.length > 0) throw refuseMisfits(model, misfits);
}
