import { type APIError, difyErrorFrom } from '@dify-oapi/core';
import { readText } from '../answers/read-text.ts';
import { redact } from '../answers/redact.ts';
import { retryAfter } from '../answers/upstream-refusal.ts';
import { type HandlerLimits, sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import { missing } from './knowledge-access.ts';

/** What a request was refused for; Dify's own sentence says more, and speaks of what the page sent. */
const badRequests: ReadonlySet<string> = new Set([
  'invalid_param',
  'invalid_action',
  'invalid_metadata',
  'document_indexing',
  'dataset_not_initialized',
]);

/** Our own sentences for what Dify refuses. */
const sentences: Readonly<Record<string, string>> = {
  provider_not_initialize: 'No model is set up for this.',
  provider_quota_exceeded: 'The share of the model is used up.',
  model_currently_not_support: 'The model cannot do this.',
  completion_request_error: 'The model failed.',
  no_file_uploaded: 'The form has no file.',
  too_many_files: 'One file can be sent at a time.',
  filename_not_exists_error: 'The file has no name.',
  file_extension_blocked: 'This type of file cannot be sent.',
};

const conflicts: Readonly<Record<string, string>> = {
  dataset_name_duplicate: 'Another knowledge base has this name.',
  dataset_in_use: 'The knowledge base is in use by an app.',
};

/** States that Dify tells with 404 and words alone. */
const states: readonly (readonly [RegExp, string])[] = [
  [/\bDocument is not completed\b/i, 'Document is not completed.'],
  [/\bDocument is disabled\b/i, 'Document is disabled.'],
];

/** What a page is told of an answer that is no success: a code, a status and a sentence of a closed list. */
export async function knowledgeRefusal(response: Response, limits: HandlerLimits): Promise<Refusal> {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    void response.body?.cancel().catch(() => undefined);
    return new Refusal(502, 'upstream_redirect', 'Dify sent this request elsewhere. Check the base URL.');
  }
  const text = await readText(response, 16_384, limits.timeout).catch(() => '');
  // A route that a server does not have answers with a page of its web server.
  if (status === 405 || (status === 404 && !text.trimStart().startsWith('{'))) {
    return new Refusal(405, 'unsupported_operation', 'This Dify does not know the operation.');
  }
  return refusalOf(await difyErrorFrom(new Response(text, { status, headers })), text, limits);
}

function refusalOf(error: APIError, body: string, limits: HandlerLimits): Refusal {
  const { code, message, status = 502 } = error;
  if (error.name === 'RateLimitError') return tooOften(error);
  switch (status) {
    case 400:
      return invalid(code, message, body);
    case 401:
      return new Refusal(
        502,
        'upstream_auth',
        'Dify did not accept the key. Whoever runs this site should check that it is a key for knowledge of this Dify.',
      );
    case 403:
      return refused(code, message);
    case 404: {
      const state = states.find(([pattern]) => pattern.test(message))?.[1];
      return state === undefined ? missing() : new Refusal(404, 'not_found', state);
    }
    case 409: {
      const known = Object.hasOwn(conflicts, code) ? code : 'conflict';
      return new Refusal(409, known, conflicts[known] ?? 'This does not go together with what is there.');
    }
    case 413:
      return new Refusal(
        413,
        'file_too_large',
        `Dify takes no file of this size. Here the limit is ${sizeInWords(limits.uploadBytes)}.`,
      );
    case 415:
      return new Refusal(415, 'unsupported_file_type', 'This type of file cannot be sent.');
    case 500:
      return new Refusal(
        500,
        code === 'pipeline_run_error' ? code : 'internal_server_error',
        'Dify failed to answer this.',
      );
    case 503:
      return new Refusal(503, 'service_unavailable', 'Dify is not available just now.', retryAfter(error, 5));
    case 504:
      return new Refusal(504, 'upstream_timeout', 'Dify took too long to answer.');
    default:
      return new Refusal(502, 'upstream_error', 'Dify failed to answer this.');
  }
}

function invalid(code: string, message: string, body: string): Refusal {
  // One operation answers `{ error }` and no code.
  if (badRequests.has(code) || /^\s*\{\s*"error"\s*:/.test(body)) {
    return new Refusal(400, badRequests.has(code) ? code : 'invalid_param', redact(message));
  }
  const known = Object.hasOwn(sentences, code) ? code : 'bad_request';
  return new Refusal(400, known, sentences[known] ?? 'Dify could not use this request.');
}

function refused(code: string, message: string): Refusal {
  if (code === 'archived_document_immutable') return new Refusal(403, code, 'An archived document cannot be changed.');
  const isOff = /\bapi access\b/i.test(message);
  return new Refusal(
    403,
    'forbidden',
    isOff
      ? 'The API access of this knowledge base is off.'
      : 'The plan or the settings of the workspace do not allow this.',
  );
}

/** Knowledge requests are counted by the minute. */
function tooOften(error: APIError): Refusal {
  if (error.code === 'rate_limit_error') {
    return new Refusal(429, error.code, 'The share of the workspace is used up for now.', retryAfter(error, undefined));
  }
  return new Refusal(
    429,
    'too_many_requests',
    'Too many requests. Try again in a moment.',
    retryAfter(error, error.status === 403 ? 60 : 5),
  );
}
