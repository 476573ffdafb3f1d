import { pythonRepr } from './python-repr.ts';
import { invalidParam, Refusal } from './refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The JSON object of a request, as strict and as odd as Dify's: 415 without the content type, 400 for broken JSON,
 * 500 for JSON that is no object.
 */
export async function readJson(request: Request): Promise<Fields> {
  if (!/\+json|application\/json/.test(request.headers.get('content-type') ?? '')) {
    const message = "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.";
    throw new Refusal(415, 'unsupported_media_type', message);
  }
  let value: unknown;
  try {
    // A byte order mark is no JSON.
    value = JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await request.arrayBuffer()));
  } catch {
    const message = 'The browser (or proxy) sent a request that this server could not understand.';
    throw new Refusal(400, 'bad_request', message);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal(500, 'unknown', 'Internal Server Error');
  }
  return Object.fromEntries(Object.entries(value));
}

/** The end user that a request names. Absent on an optional operation, the one that all anonymous calls share. */
export function readUser(value: unknown, binding: 'required' | 'optional'): string {
  if (isFalsy(value)) {
    if (binding === 'required') throw invalidParam('Arg user must be provided.');
    return 'DEFAULT-USER';
  }
  const user = typeof value === 'string' ? value : pythonRepr(value);
  if (user.length > 255) throw new Refusal(500, 'unknown', 'Internal Server Error');
  return user;
}

/** What Python takes for false. */
function isFalsy(value: unknown): boolean {
  return !value || (typeof value === 'object' && Object.keys(value).length === 0);
}
