import { DifyError, type ErrorFacts } from './dify-error.ts';

/** One field that a server's validator refused. */
export interface FieldIssue {
  /** The field, e.g. `segments.0.content`; empty when the input as a whole is meant. */
  readonly path: string;
  /** What is wrong with it, without the value. */
  readonly message: string;
}

/** Facts about an answer that is no success. */
export interface APIErrorFacts extends ErrorFacts {
  /** The answer as it came, shortened, without keys, addresses' queries and values of fields. */
  body?: string | undefined;
  fields?: readonly FieldIssue[] | undefined;
}

/** Codes of refusals that pass by themselves. */
const passing = new Set(['too_many_requests', 'service_unavailable']);

/** Dify answered, and the answer is a refusal or a failure. */
export class APIError extends DifyError {
  override readonly name: string = 'APIError';
  /** The answer as it came, at most 2 KB of it, without keys, addresses' queries and values of fields. */
  readonly body: string | undefined;
  /** What a validator of the server refused, field by field; mostly empty. */
  readonly fields: readonly FieldIssue[];

  constructor(message: string, facts: APIErrorFacts) {
    super(message, facts);
    this.body = facts.body;
    this.fields = facts.fields ?? [];
  }

  override get retryable(): boolean {
    if (this.code === 'rate_limit_error') return false;
    return passing.has(this.code) || this.status === 429 || (this.status ?? 0) >= 500;
  }
}

/** 400 or 422: the request does not fit. Also every failure of a model that is a plug-in, with code `invalid_param`. */
export class BadRequestError extends APIError {
  override readonly name: string = 'BadRequestError';
}

/** 401: the key is missing, wrong or of the other kind. */
export class AuthenticationError extends APIError {
  override readonly name: string = 'AuthenticationError';
}

/** 403: the key is right, but this is not allowed. */
export class PermissionDeniedError extends APIError {
  override readonly name: string = 'PermissionDeniedError';
}

/** 404: there is no such thing, or not for this user. */
export class NotFoundError extends APIError {
  override readonly name: string = 'NotFoundError';
}

/** 409: it clashes with what is there, e.g. the name of another knowledge base. */
export class ConflictError extends APIError {
  override readonly name: string = 'ConflictError';
}

/** 412: the form was submitted already, or has expired. */
export class PreconditionFailedError extends APIError {
  override readonly name: string = 'PreconditionFailedError';
}

/** 413: the file or body is larger than the server takes. */
export class PayloadTooLargeError extends APIError {
  override readonly name: string = 'PayloadTooLargeError';
}

/** 415: the server does not take this type of file or body. */
export class UnsupportedMediaTypeError extends APIError {
  override readonly name: string = 'UnsupportedMediaTypeError';
}

/** 429, the 400 that Dify sends for too many runs at once, or the 403 for too many knowledge requests. */
export class RateLimitError extends APIError {
  override readonly name: string = 'RateLimitError';

  /** `busy` passes in a moment; a used-up `quota` does not, and is never tried again by itself. */
  get kind(): 'busy' | 'quota' {
    return this.code === 'rate_limit_error' ? 'quota' : 'busy';
  }
}

/** 500 and above: the server, or something in front of it, failed. Dify also answers some bad requests with 500. */
export class ServerError extends APIError {
  override readonly name: string = 'ServerError';
}
