import { describe, expect, it } from 'vitest';
import { AbortError } from './abort-error.ts';
import {
  APIError,
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
} from './api-error.ts';
import { ConnectionError, TimeoutError } from './connection-error.ts';
import { DifyError } from './dify-error.ts';
import { StreamError } from './stream-error.ts';
import { ValidationError } from './validation-error.ts';

describe('errors', () => {
  it.each([
    APIError,
    BadRequestError,
    AuthenticationError,
    PermissionDeniedError,
    NotFoundError,
    ConflictError,
    PreconditionFailedError,
    PayloadTooLargeError,
    UnsupportedMediaTypeError,
    RateLimitError,
    ServerError,
    ConnectionError,
    TimeoutError,
    StreamError,
    AbortError,
  ])('%o carries its own name and is a DifyError', (Class) => {
    const error = new Class('x', { code: 'y' });
    expect(error.name).toBe(Class.name);
    expect(error).toBeInstanceOf(DifyError);
  });

  it('end with what to do when they know their call, and keep the sentence for people beside it', () => {
    const facts = { code: 'x', hint: 'Do that.' };
    expect(new DifyError('It broke', { ...facts, endpoint: 'GET /info' })).toMatchObject({
      message: 'It broke. Do that.',
      reason: 'It broke',
      hint: 'Do that.',
    });
    expect(new DifyError('It broke', facts).message).toBe('It broke');
  });

  it('tell a log their facts and nothing else', () => {
    const received = { events: 1, text: 'CANARY' };
    const error = new StreamError('It broke.', { code: 'interrupted', endpoint: 'POST /x', received, cause: 'CANARY' });
    expect(error.received).toEqual(received);
    expect(Object.keys(error)).not.toContain('received');
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'StreamError',
      message: 'It broke.',
      code: 'interrupted',
      endpoint: 'POST /x',
      retryable: true,
    });
  });

  it.each([
    [new APIError('', { code: 'x', status: 500 }), true],
    [new APIError('', { code: 'x', status: 429 }), true],
    [new RateLimitError('', { code: 'rate_limit_error', status: 429 }), false],
    [new BadRequestError('', { code: 'too_many_requests', status: 400 }), true],
    [new BadRequestError('', { code: 'invalid_param', status: 400 }), false],
    [new TimeoutError('', { code: 'timeout' }), true],
    [new StreamError('', { code: 'idle' }), true],
    [new AbortError('', { code: 'aborted' }), false],
    [new ValidationError('', { code: 'invalid_input', path: '' }), false],
  ])('%o says whether another try may help', (error, retryable) => {
    expect(error.retryable).toBe(retryable);
  });

  it('tell a quota from a busy moment', () => {
    expect(new RateLimitError('', { code: 'rate_limit_error' }).kind).toBe('quota');
    expect(new RateLimitError('', { code: 'too_many_requests' }).kind).toBe('busy');
  });
});
