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
    value = JSON.parse(await request.text());
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
export function readUser(value: unknown, binding: 'required' | 'optional' | 'none'): string {
  const given = value !== undefined && value !== null && value !== '' && value !== 0 && value !== '0';
  if (!given) {
    if (binding === 'required') throw invalidParam('Arg user must be provided.');
    return 'DEFAULT-USER';
  }
  const user = typeof value === 'string' ? value : String(value);
  if (user.length > 255) throw new Refusal(500, 'unknown', 'Internal Server Error');
  return user;
}

/** A `limit` of 1 to 100. */
export function readLimit(value: unknown): number {
  if (value === null || value === undefined) return 20;
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100) return limit;
  throw invalidParam('1 validation error for Model\nlimit\n  Input should be between 1 and 100');
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return uuid.test(value);
}

/** A UUID in a query or body. */
export function readUuid(name: string, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'string' && isUuid(value)) return value;
  throw invalidParam(`1 validation error for Model\n${name}\n  Value error, ${String(value)} is not a valid uuid.`);
}
