import { type APIError, difyErrorFrom } from '@dify-oapi/core';
import { type HandlerLimits, sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import { readText } from './read-text.ts';
import { redact } from './redact.ts';
import { sentences } from './sentences.ts';

/** What else Dify tells about the state that something is in. */
const states: Readonly<Record<string, { readonly status: number; readonly sentence: string }>> = {
  agent_session_configuration_changed: { status: 409, sentence: 'The app has changed. Begin a new conversation.' },
  human_input_form_submitted: { status: 412, sentence: 'This form was answered already.' },
  human_input_form_expired: { status: 412, sentence: 'The time for this form is over.' },
};

const operatorSentence =
  'Dify did not accept the key of this app. Whoever runs this site should check that the key belongs to this app ' +
  'and this base URL, and that the app’s API access is on.';

/**
 * What a page is told of an answer that is no success: a code, a status and a sentence of a closed list.
 * Statuses that would speak of the key become 502, so that no page signs its user out because of them.
 */
export async function upstreamRefusal(response: Response, operation: string, limits: HandlerLimits): Promise<Refusal> {
  if (response.status >= 300 && response.status < 400) {
    return new Refusal(502, 'upstream_redirect', 'Dify sent this request elsewhere. Check the base URL of the app.');
  }
  const { status, headers } = response;
  const text = await readText(response, 16_384, limits.timeout).catch(() => '');
  return refusalOf(await difyErrorFrom(new Response(text, { status, headers })), operation, limits);
}

function refusalOf(error: APIError, operation: string, limits: HandlerLimits): Refusal {
  const { code, status = 502 } = error;
  if (error.name === 'RateLimitError') return tooMany(error);
  if (operation === 'getChatWebAppSettings' && status === 403) {
    return new Refusal(404, 'not_found', 'The app has no page settings.');
  }
  if (operation === 'previewChatFile' && status === 403 && code === 'file_access_denied') return missing;
  const known = Object.hasOwn(states, code) ? states[code] : undefined;
  if (known !== undefined && known.status === status) return new Refusal(status, code, known.sentence);
  switch (status) {
    case 400:
      return invalid(error);
    case 401:
    case 403:
      return new Refusal(502, 'upstream_auth', operatorSentence);
    case 404:
      return missing;
    case 413:
      return operation === 'audioToText'
        ? new Refusal(413, 'audio_too_large', 'The recording is larger than the app takes.')
        : new Refusal(413, 'file_too_large', tooLarge(operation, limits));
    case 415:
      return operation === 'audioToText'
        ? new Refusal(415, 'unsupported_audio_type', 'This type of recording cannot be sent.')
        : new Refusal(415, 'unsupported_file_type', 'This type of file cannot be sent.');
    case 500:
      return new Refusal(500, 'internal_server_error', 'Dify failed to answer this.');
    case 503:
      return new Refusal(503, 'service_unavailable', 'Dify is not available just now.', retryAfter(error, 5));
    case 504:
      return new Refusal(504, 'upstream_timeout', 'Dify took too long to answer.');
    default:
      return new Refusal(502, code === 'plugin_runtime_error' ? code : 'upstream_error', 'Dify failed to answer this.');
  }
}

const missing = new Refusal(404, 'not_found', 'There is no such thing, or it belongs to another user.');

function invalid({ code, message }: APIError): Refusal {
  if (code === 'invalid_param') return new Refusal(400, code, redact(message));
  const known = sentences.has(code) ? code : 'bad_request';
  return new Refusal(400, known, sentences.get(known) ?? '');
}

function tooMany(error: APIError): Refusal {
  const isQuota = error.code === 'rate_limit_error';
  const code = isQuota ? 'rate_limit_error' : 'too_many_requests';
  return new Refusal(429, code, sentences.get(code) ?? '', retryAfter(error, isQuota ? undefined : 5));
}

function tooLarge(operation: string, limits: HandlerLimits): string {
  if (operation !== 'uploadChatFile') return 'The message is larger than the app takes.';
  return `The file is larger than the app takes: at most ${sizeInWords(limits.uploadBytes)}, for some types less.`;
}

/** The server's own time in whole seconds, or ours. */
export function retryAfter({ retryAfterMs }: APIError, fallback: number | undefined): Readonly<Record<string, string>> {
  const seconds = retryAfterMs === undefined ? fallback : Math.ceil(retryAfterMs / 1000);
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
