import type { Endpoint } from '../endpoint.ts';
import { AbortError } from '../errors/abort-error.ts';
import { ConnectionError } from '../errors/connection-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import { checkOutput } from './check-output.ts';
import { encodeCall } from './encode.ts';
import { endpointName } from './endpoint-name.ts';
import { fetchResponse } from './fetch-response.ts';
import { forwardAbort } from './forward-abort.ts';
import type { RequestOptions, Transport } from './options.ts';

/** An answer and the response that it came in. */
export interface Answer<Output> {
  readonly data: Output;
  readonly response: Response;
}

/** Sends a call and checks its answer. Reads are tried again when that can help; nothing else is ever sent twice. */
export async function send<Input extends object, Output>(
  transport: Transport,
  endpoint: Endpoint<Input, Output>,
  input: Input,
  options: RequestOptions = {},
): Promise<Answer<Output>> {
  const call = encodeCall(endpoint, input, transport);
  Object.assign(call.headers, options.headers);
  const name = endpointName(endpoint);
  const tries = endpoint.method === 'GET' ? (options.maxRetries ?? transport.maxRetries) : 0;
  for (let tried = 0; ; tried++) {
    const controller = new AbortController();
    const release = forwardAbort(options.signal, controller);
    try {
      const timeout = options.timeout ?? transport.timeout;
      const { fetch } = transport;
      const attempt = { fetch, call, endpoint: name, timeout, controller, signal: options.signal };
      const response = await fetchResponse(attempt);
      return { data: checkOutput(endpoint, await readBody(response, name, options.signal)), response };
    } catch (error) {
      if (!(error instanceof DifyError) || tried >= tries || !worthAnotherTry(error)) throw error;
      transport.logger?.debug(`${name} failed, trying again`, { code: error.code, tried: tried + 1 });
      await pause(error.retryAfterMs ?? backoff(tried), options.signal, name);
    } finally {
      release();
    }
  }
}

async function readBody(response: Response, endpoint: string, signal: AbortSignal | undefined): Promise<unknown> {
  if (response.status === 204) return undefined;
  let text: string;
  try {
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted)
      throw new AbortError(`${endpoint} was taken back by the caller.`, { code: 'aborted', endpoint, cause });
    throw new ConnectionError(`${endpoint} lost the connection in the middle of its answer.`, {
      code: 'network',
      endpoint,
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function worthAnotherTry(error: DifyError): boolean {
  if (error.status === undefined) return error instanceof ConnectionError;
  return error.retryable && error.status !== 500;
}

/** Half a second, doubled each time, at most 8 s, with full jitter. */
function backoff(tried: number): number {
  return Math.random() * Math.min(500 * 2 ** tried, 8000);
}

function pause(ms: number, signal: AbortSignal | undefined, endpoint: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(new AbortError(`${endpoint} was taken back by the caller.`, { code: 'aborted', endpoint }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}
