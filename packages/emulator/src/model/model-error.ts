/** Why a model did not answer, or stopped answering. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  /** The HTTP status of the model's server; 0 when the connection broke. */
  readonly status: number;
  /** The kind of failure as the server of the model calls it, e.g. `rate_limit_error`. */
  readonly type: string;
  readonly code: string | null;

  constructor(status: number, message: string, code: string | null = codes[status] ?? null) {
    super(message);
    this.status = status;
    this.code = code;
    this.type = status === 429 ? 'rate_limit_error' : status >= 500 ? 'server_error' : 'invalid_request_error';
  }
}

const codes: Readonly<Record<number, string>> = { 401: 'invalid_api_key', 429: 'rate_limit_exceeded' };

/**
 * A failing model as Dify's model plugins put it: JSON text in a sentence's place.
 *
 * @param prefixed with the request's id before it, as in blocking answers and in nodes of workflows
 * @param id ten hexadecimal characters
 */
export function modelFailureText(error: unknown, prefixed = false, id = '0000000000'): string {
  const text = pluginText(error);
  return prefixed ? `req_id: ${id} PluginInvokeError: ${text}` : text;
}

function pluginText(error: unknown): string {
  if (!(error instanceof ModelError)) return error instanceof Error ? error.message : String(error);
  const { error_type, message } = modelFailure(error);
  const args = error_type === 'InvokeError' ? { description: message } : {};
  return JSON.stringify({ args, error_type, message });
}

/** The class and the sentence of a failure. */
export function modelFailure(error: ModelError): { error_type: string; message: string } {
  const { code, message, status, type } = error;
  if (status === 0) return { error_type: 'ChunkedEncodingError', message: 'Response ended prematurely' };
  if (status === 200) {
    return { error_type: 'ValueError', message: `{'message': '${message}', 'type': 'server_error', 'code': None}` };
  }
  const body = JSON.stringify({ error: { message, type, param: null, code } });
  return {
    error_type: 'InvokeError',
    message: `[models] Error: API request failed with status code ${status}: ${body}`,
  };
}
