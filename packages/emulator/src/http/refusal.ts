/** A request that is answered with an error envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Route patterns that resemble a path, as the web framework adds them to a 404. */
const resembling: Readonly<Record<string, string>> = {
  '/chat-messages': '/v1/chat-messages or /api/chat-messages or /v1/chat-messages/<string:task_id>/stop',
  '/messages': '/v1/messages or /v1/chat-messages or /api/messages',
  '/conversations':
    '/v1/conversations or /v1/conversations/<uuid:c_id>/variables/<uuid:variable_id> or /api/conversations',
  '/conversations/*/variables': '/v1/conversations/<uuid:c_id>/variables',
};

/** 404 for a thing that is not there, or belongs to somebody else. `route` adds the routes that resemble it. */
export function notFound(what: string, route?: string): Refusal {
  const routes = route === undefined ? undefined : resembling[route.replace(/[0-9a-f-]{36}/, '*')];
  const help = routes === undefined ? '' : ` You have requested this URI [/v1${route}] but did you mean ${routes} ?`;
  return new Refusal(404, 'not_found', `${what} Not Exists.${help}`);
}

/** 400 for fields that do not fit. */
export function invalidParam(message: string): Refusal {
  return new Refusal(400, 'invalid_param', message);
}

/** 500 of code that fell over. */
export function internalError(): Refusal {
  const message =
    'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.';
  return new Refusal(500, 'internal_server_error', message);
}

const asked: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['unauthorized', 'Access token is invalid'],
  403: ['forbidden', "The app's API service has been disabled."],
  404: ['not_found', 'Conversation Not Exists.'],
  413: ['file_too_large', ''],
  429: ['too_many_requests', 'Too many requests. Please try again later.'],
};

/** The refusal that a fault asks for. */
export function refusalOf(status: number): Refusal {
  const known = asked[status];
  if (known !== undefined) return new Refusal(status, ...known);
  return status === 500 ? internalError() : new Refusal(status, 'internal_server_error', internalError().message);
}
