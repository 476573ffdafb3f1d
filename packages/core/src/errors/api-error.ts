import { DifyError } from './dify-error.ts';

/** Codes of refusals that pass by themselves. */
const passing = new Set(['too_many_requests', 'service_unavailable']);

/** Dify answered, and the answer is a refusal or a failure. */
export class APIError extends DifyError {
  override readonly name: string = 'APIError';

  override get retryable(): boolean {
    if (this.code === 'rate_limit_error') return false;
    return passing.has(this.code) || this.status === 429 || (this.status ?? 0) >= 500;
  }
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

/** 429, or the 400 that Dify sends for too many runs at once. */
export class RateLimitError extends APIError {
  override readonly name: string = 'RateLimitError';
}
