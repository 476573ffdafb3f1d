import { AbortError } from '../errors/abort-error.ts';
import { ConnectionError, TimeoutError } from '../errors/connection-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import { difyErrorFrom } from './dify-error-from.ts';
import type { EncodedCall } from './encode.ts';

/** What one try of a call needs. */
export interface Attempt {
  readonly fetch: typeof fetch;
  readonly call: EncodedCall;
  /** Method and path template. */
  readonly endpoint: string;
  /** Milliseconds until the headers. */
  readonly timeout: number;
  /** Ends the try and what follows from it. */
  readonly controller: AbortController;
  /** The caller's own. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a call once and answers its response when the status says success.
 * What went wrong is told by phase and signal, never by the wording of a runtime's error.
 *
 * @throws APIError, ConnectionError, TimeoutError or AbortError
 */
export async function fetchResponse(attempt: Attempt): Promise<Response> {
  const { call, controller, endpoint, signal } = attempt;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, attempt.timeout);
  try {
    signal?.throwIfAborted();
    const response = await attempt.fetch(call.url, {
      method: call.method,
      headers: call.headers,
      body: call.body,
      signal: controller.signal,
    });
    if (response.ok) return response;
    throw await difyErrorFrom(response, endpoint);
  } catch (cause) {
    if (cause instanceof DifyError) throw cause;
    if (timedOut) {
      const seconds = Math.round(attempt.timeout / 1000);
      throw new TimeoutError(`${endpoint} got no answer within ${seconds} s.`, { code: 'timeout', endpoint, cause });
    }
    if (signal?.aborted || controller.signal.aborted) {
      throw new AbortError(`${endpoint} was taken back by the caller.`, { code: 'aborted', endpoint, cause });
    }
    throw new ConnectionError(`${endpoint} could not reach the server. Check the network and the base URL.`, {
      code: 'network',
      endpoint,
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}
