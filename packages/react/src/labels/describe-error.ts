import { AbortError, APIError, ConnectionError, type DifyError, StreamError, TimeoutError } from '@dify-oapi/core';
import type { Labels } from './labels.ts';

/** A failure in the reader's words: what happened, what it means, and which way leads out. */
export interface ErrorDescription {
  readonly title: string;
  readonly detail: string;
  /** What can be done about it here. */
  readonly action?: 'try-again' | 'new-conversation';
}

/** Says what an error means to the person who asked. */
export function describeError(error: DifyError, labels: Labels): ErrorDescription {
  const again = (title: string, detail: string): ErrorDescription => ({ title, detail, action: 'try-again' });
  if (error instanceof TimeoutError) return again(labels.errorTimeout, labels.errorTimeoutDetail);
  if (error instanceof ConnectionError) return again(labels.errorNetwork, labels.errorNetworkDetail);
  if (error instanceof StreamError) return again(labels.errorBroken, labels.errorBrokenDetail);
  if (error instanceof AbortError || !(error instanceof APIError))
    return again(labels.errorOther, labels.errorOtherDetail);
  if (error.code === 'provider_quota_exceeded') return again(labels.errorQuota, labels.errorQuotaDetail);
  switch (error.code === 'no_such_route' ? 403 : error.status) {
    case 401:
      return again(labels.errorSignedOut, labels.errorSignedOutDetail);
    case 403:
      return { title: labels.errorForbidden, detail: labels.errorForbiddenDetail };
    case 404:
      return { title: labels.errorNotFound, detail: labels.errorNotFoundDetail, action: 'new-conversation' };
    case 413:
      return { title: labels.errorTooLarge, detail: labels.errorTooLargeDetail };
    case 415:
      return { title: labels.errorType, detail: labels.errorTypeDetail };
  }
  if (error.status === 429 || error.code === 'too_many_requests') {
    const wait = error.retryAfterMs;
    return again(
      labels.errorBusy,
      wait === undefined ? labels.errorBusyDetail : labels.errorBusyUntil(minutesAndSeconds(wait)),
    );
  }
  if ((error.status ?? 0) >= 500) return again(labels.errorServer, labels.errorServerDetail);
  if (error.reason === '') return again(labels.errorOther, labels.errorOtherDetail);
  return again(labels.errorApp, labels.errorAppDetail(error.reason));
}

function minutesAndSeconds(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
