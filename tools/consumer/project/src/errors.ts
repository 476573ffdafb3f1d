// Errors are told apart by class and by code.
import {
  AbortError,
  APIError,
  AuthenticationError,
  ConflictError,
  ConnectionError,
  type Dify,
  DifyError,
  difyErrorFrom,
  type FieldIssue,
  NotFoundError,
  RateLimitError,
  StreamError,
  TimeoutError,
  type TimeoutPhase,
  ValidationError,
} from '@dify-oapi/core';
import { exactly } from './exactly.js';

export async function told(dify: Dify, response: Response): Promise<string> {
  try {
    await dify.app.info();
    throw await difyErrorFrom(response);
  } catch (error) {
    if (!(error instanceof DifyError)) throw error;
    exactly<string>()(error.code);
    exactly<number | undefined>()(error.status);
    exactly<boolean>()(error.retryable);
    if (error instanceof ValidationError) exactly<string>()(error.path);
    if (error instanceof RateLimitError) exactly<'busy' | 'quota'>()(error.kind);
    if (error instanceof APIError) exactly<readonly FieldIssue[]>()(error.fields);
    if (error instanceof StreamError) exactly<string>()(error.received.text);
    if (error instanceof ConnectionError) exactly<boolean>()(error.neverSent);
    if (error instanceof TimeoutError) exactly<TimeoutPhase>()(error.phase);
    // @ts-expect-error what went wrong cannot be changed
    error.code = 'other';
    return error.hint;
  }
}

export const isOurs = (error: unknown): boolean =>
  error instanceof NotFoundError ||
  error instanceof AuthenticationError ||
  error instanceof ConflictError ||
  error instanceof AbortError;
