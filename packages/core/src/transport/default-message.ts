const messages: Readonly<Record<number, string>> = {
  400: 'The server refused the request without saying why.',
  401: 'The API key was not accepted.',
  403: 'This is not allowed. The app may be switched off, or its API access disabled.',
  404: 'There is no such thing, or it belongs to another user.',
  405: 'The server knows this address, but not this method.',
  409: 'It clashes with what is there.',
  412: 'It has changed or expired meanwhile.',
  413: 'The file or message is larger than the server takes.',
  415: 'The server does not take this type of file.',
  429: 'Too many requests at once.',
  502: 'Something in front of the server got no answer from it.',
  503: 'The server is not available just now.',
  504: 'The server took too long to answer.',
  524: 'The server took too long to answer.',
};

/** What happened, where the server does not say it itself. */
export function defaultMessage(status: number): string {
  return messages[status] ?? (status >= 500 ? 'The server failed.' : `The server answered with status ${status}.`);
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'file_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
  524: 'gateway_timeout',
};

/** The code of a refusal whose body names none. */
export function defaultCode(status: number): string {
  return codes[status] ?? (status >= 500 ? 'internal_server_error' : 'http_error');
}
