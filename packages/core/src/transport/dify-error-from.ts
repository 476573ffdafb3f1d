import {
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from '../errors/api-error.ts';
import type { ErrorFacts } from '../errors/dify-error.ts';
import { humanMessage } from './human-message.ts';
import { retryAfter } from './retry-after.ts';

/** How much of a body is read for an error. */
const bodyLimit = 16_384;

/**
 * The typed error that an answer stands for. Survives HTML pages, empty bodies and envelopes of every known kind.
 *
 * @param endpoint method and path, for the message
 */
export async function difyErrorFrom(response: Response, endpoint?: string): Promise<APIError> {
  const text = (await response.text().catch(() => '')).slice(0, bodyLimit);
  return apiError(response.status, parseObject(text), endpoint, {
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfter(response.headers.get('retry-after'), Date.now()),
  });
}

/** The error for a status and the fields of an envelope, be it a body or a stream's error event. */
export function apiError(
  status: number,
  envelope: Readonly<Record<string, unknown>>,
  endpoint?: string,
  more: Pick<ErrorFacts, 'requestId' | 'retryAfterMs'> = {},
): APIError {
  const sent = typeof envelope.message === 'string' ? envelope.message : textOfError(envelope.error);
  const tooMany = status === 429 || (status === 400 && /^Too many requests\b/.test(sent));
  const code = typeof envelope.code === 'string' ? envelope.code : codeOfStatus(status);
  const message = humanMessage(sent) || defaultMessage(status);
  const facts = { ...more, code: tooMany && code === 'invalid_param' ? 'too_many_requests' : code, status, endpoint };
  if (tooMany) return new RateLimitError(message, facts);
  if (status === 401) return new AuthenticationError(message, facts);
  if (status === 403) return new PermissionDeniedError(message, facts);
  if (status === 404) return new NotFoundError(message, facts);
  return new APIError(message, facts);
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

function textOfError(error: unknown): string {
  return typeof error === 'string' ? error : '';
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  413: 'file_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'service_unavailable',
};

function codeOfStatus(status: number): string {
  return codes[status] ?? (status >= 500 ? 'internal_server_error' : 'http_error');
}

const messages: Readonly<Record<number, string>> = {
  401: 'The API key was not accepted. Check that it is the key of this app, and of this server.',
  403: 'This is not allowed. The app may be switched off, or its API access disabled.',
  404: 'There is no such thing, or it belongs to another user.',
  413: 'The file or message is larger than the server takes.',
  415: 'The server does not take this type of file.',
  429: 'Too many requests at once. Try again in a moment.',
};

function defaultMessage(status: number): string {
  return (
    messages[status] ??
    (status >= 500 ? 'The server failed. Trying again may work.' : `The server answered with status ${status}.`)
  );
}
