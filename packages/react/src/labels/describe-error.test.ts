import {
  APIError,
  ConnectionError,
  DifyError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  StreamError,
  TimeoutError,
} from '@dify-oapi/core';
import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import { zhHans } from './zh-hans.ts';

const api = (status: number, code = 'x', message = 'The model said no.') => new APIError(message, { code, status });

describe('describeError', () => {
  it.each([
    ['no connection', new ConnectionError('', { code: 'network' }), 'No answer: the connection is down'],
    ['no answer in time', new TimeoutError('', { code: 'timeout' }), 'No answer: the server took too long'],
    ['a stream that broke off', new StreamError('', { code: 'interrupted' }), 'The answer broke off'],
    ['401', api(401), 'You are signed out'],
    ['403', new PermissionDeniedError('', { code: 'forbidden', status: 403 }), 'This app may not be used here'],
    ['404', new NotFoundError('', { code: 'not_found', status: 404 }), 'This conversation is gone'],
    ['no route', new NotFoundError('', { code: 'no_such_route', status: 404 }), 'This app may not be used here'],
    ['413', api(413), 'Too large to send'],
    ['415', api(415), 'The app cannot read this kind of file'],
    ['429', api(429), 'No answer: too many questions at once'],
    ['Dify’s 400 for too many', api(400, 'too_many_requests'), 'No answer: too many questions at once'],
    ['a used-up quota', api(400, 'provider_quota_exceeded'), 'No answer: the model’s quota is used up'],
    ['500', api(500), 'No answer: the server failed'],
    ['something else', new DifyError('', { code: 'odd' }), 'No answer'],
  ])('says what %s means', (_case, error, title) => {
    expect(describeError(error, en).title).toBe(title);
  });

  it('quotes the app’s own reason and says that the question is kept', () => {
    expect(describeError(api(400), en)).toEqual({
      title: 'No answer: the app reported a failure',
      detail: 'The model said no. Your question is kept.',
      action: 'try-again',
    });
  });

  it('says when a limit ends', () => {
    const error = new RateLimitError('', { code: 'too_many_requests', status: 429, retryAfterMs: 42_000 });
    expect(describeError(error, en).detail).toBe('Your question is kept. Going on in 0:42.');
  });

  it('offers a new conversation for one that is gone, and no second try for what cannot succeed', () => {
    expect(describeError(api(404), en).action).toBe('new-conversation');
    expect(describeError(api(413), en).action).toBeUndefined();
  });
});

describe('labels', () => {
  it.each([
    ['zhHans', zhHans],
    ['ja', ja],
  ] as const)('translates every word into %s', (_name, labels) => {
    expect(Object.keys(labels).sort()).toEqual(Object.keys(en).sort());
    const same = Object.entries(labels).filter(
      ([key, word]) => typeof word === 'string' && word === Reflect.get(en, key),
    );
    expect(same).toEqual([]);
  });
});
