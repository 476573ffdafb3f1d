import {
  APIError,
  type APIErrorFacts,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PayloadTooLargeError,
  PermissionDeniedError,
  PreconditionFailedError,
  RateLimitError,
  ServerError,
  UnsupportedMediaTypeError,
} from '../errors/api-error.ts';
import { defaultCode, defaultMessage } from './default-message.ts';
import { hintFor } from './hints.ts';
import { keptBody } from './kept-body.ts';
import { readLimited } from './read-limited.ts';
import { longestRetryAfter, retryAfterOf } from './retry-after.ts';
import { serverMessage } from './server-message.ts';

/** How much of a body is read for an error, in bytes. */
const bodyLimit = 16_384;

/** What is known about a refusal besides its envelope. */
export interface RefusalFacts extends Pick<APIErrorFacts, 'requestId' | 'retryAfterMs' | 'retryAt' | 'body'> {
  /** The answer was a page of HTML: of a web server or a proxy rather than of the API. */
  isPage?: boolean | undefined;
  /** Texts that must not show up in the error. */
  secrets?: readonly string[] | undefined;
}

/**
 * The typed error that an answer stands for. Survives HTML pages, empty bodies and envelopes of every known kind.
 *
 * @param endpoint method and path, for the message
 * @param more the trace id that the call was sent with, and texts that must not show up in the error
 * @param signal ends the reading of the body; the error is then made of what had come
 */
export async function difyErrorFrom(
  response: Response,
  endpoint?: string,
  more: Pick<RefusalFacts, 'requestId' | 'secrets'> = {},
  signal?: AbortSignal,
): Promise<APIError> {
  const text = await readLimited(response, bodyLimit, signal);
  const envelope = parseObject(text);
  const wait = retryAfterOf(response);
  return apiError(response.status, envelope, endpoint, {
    ...more,
    requestId: requestIdOf(response, envelope) ?? more.requestId,
    retryAfterMs: wait === undefined ? undefined : Math.min(wait, longestRetryAfter),
    retryAt: wait !== undefined && wait > longestRetryAfter ? Date.now() + wait : undefined,
    body: text,
    isPage: /^\s*</.test(text),
  });
}

/** The error for a status and the fields of an envelope, be it a body or a stream's error event. */
export function apiError(
  status: number,
  envelope: Readonly<Record<string, unknown>>,
  endpoint?: string,
  more: RefusalFacts = {},
): APIError {
  const { requestId, retryAfterMs, retryAt, secrets = [] } = more;
  const { text, fields } = serverMessage(envelope, secrets);
  const busy = isBusy(status, text) || (status === 429 && envelope.code === 'invalid_param');
  const code = busy ? 'too_many_requests' : codeOf(envelope.code, status);
  const hint = waitHint(retryAfterMs, retryAt) ?? hintFor(status, code, more.isPage);
  const quotesValues = fields.length > 0;
  const body = keptBody(quotesValues ? JSON.stringify({ code, message: text, status }) : (more.body ?? ''), secrets);
  const facts = { code, status, endpoint, requestId, retryAfterMs, retryAt, hint, body, fields };
  const message = text || defaultMessage(status);
  return new (busy || status === 429 ? RateLimitError : classOf(status))(message, facts);
}

const classes: Readonly<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  412: PreconditionFailedError,
  413: PayloadTooLargeError,
  415: UnsupportedMediaTypeError,
  422: BadRequestError,
};

function classOf(status: number): typeof APIError {
  return classes[status] ?? (status >= 500 ? ServerError : APIError);
}

/** Dify says 400 for too many runs at once, and Dify Cloud 403 for too many knowledge requests in a minute. */
function isBusy(status: number, text: string): boolean {
  return (
    (status === 400 && /^Too many requests\b/i.test(text)) || (status === 403 && /\brequest rate limit\b/i.test(text))
  );
}

function codeOf(code: unknown, status: number): string {
  return typeof code === 'string' && /^[\w.-]{1,100}$/.test(code) ? code : defaultCode(status);
}

function waitHint(retryAfterMs: number | undefined, retryAt: number | undefined): string | undefined {
  if (retryAfterMs === undefined) return undefined;
  if (retryAt === undefined) return `Try again in ${Math.ceil(retryAfterMs / 1000)} s.`;
  return `The server asks not to be tried again before ${new Date(retryAt).toISOString().replace(/\.\d+Z$/, 'Z')}.`;
}

function requestIdOf(response: Response, envelope: Readonly<Record<string, unknown>>): string | undefined {
  const { details } = envelope;
  const inBody: unknown = typeof details === 'object' && details !== null ? Reflect.get(details, 'request_id') : null;
  const id = response.headers.get('x-request-id') ?? response.headers.get('x-trace-id') ?? inBody;
  return typeof id === 'string' && id !== '' ? id.slice(0, 200) : undefined;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return { message: value };
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}
