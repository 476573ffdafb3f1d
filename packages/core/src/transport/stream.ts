import type { StreamingEndpoint } from '../endpoint.ts';
import { AbortError } from '../errors/abort-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { readEvents } from '../events/read-events.ts';
import { apiError } from './dify-error-from.ts';
import { encodeCall } from './encode.ts';
import { endpointName } from './endpoint-name.ts';
import { fetchResponse } from './fetch-response.ts';
import { forwardAbort } from './forward-abort.ts';
import type { StreamOptions, Transport } from './options.ts';

/** Events as they arrive. Sent when the loop begins; leaving the loop closes the connection. Read once. */
export interface DifyStream extends AsyncIterable<DifyEvent> {
  /** Closes the connection; the loop ends with an AbortError. Does not tell Dify: that is what `stop` is for. */
  abort(): void;
}

/** Sends a call whose answer is a stream. Never sent twice. */
export function stream<Input extends object>(
  transport: Transport,
  endpoint: StreamingEndpoint<Input, unknown>,
  input: Input,
  options: StreamOptions = {},
): DifyStream {
  const controller = new AbortController();
  const call = encodeCall(endpoint, { ...input, response_mode: 'streaming' }, transport);
  Object.assign(call.headers, { accept: 'text/event-stream' }, options.headers);
  const name = endpointName(endpoint);
  let started = false;

  async function* events(): AsyncGenerator<DifyEvent, void, undefined> {
    if (started) throw new TypeError(`The stream of ${name} was already read. Call stream() again to ask again.`);
    started = true;
    const release = forwardAbort(options.signal, controller);
    let silent = false;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const idleMs = options.idleTimeout ?? 45_000;
    const listen = () => {
      clearTimeout(idle);
      idle = setTimeout(() => {
        silent = true;
        controller.abort();
      }, idleMs);
    };
    try {
      const response = await fetchResponse({
        fetch: transport.fetch,
        call,
        endpoint: name,
        timeout: options.timeout ?? transport.timeout,
        controller,
        signal: options.signal,
      });
      listen();
      const body = await bodyOf(response, name);
      yield* readEvents(body, { onWarning: options.onWarning, onActivity: listen, signal: controller.signal });
    } catch (cause) {
      if (silent) {
        const seconds = Math.round(idleMs / 1000);
        throw new StreamError(`${name} fell silent: nothing arrived for ${seconds} s.`, {
          code: 'idle',
          endpoint: name,
          cause,
        });
      }
      if (!(cause instanceof Error) || !('code' in cause) || cause.name === 'AbortError') {
        if (controller.signal.aborted) {
          throw new AbortError(`${name} was taken back by the caller.`, { code: 'aborted', endpoint: name, cause });
        }
        throw new StreamError(`${name} lost the connection in the middle of its answer.`, {
          code: 'interrupted',
          endpoint: name,
          cause,
        });
      }
      throw cause;
    } finally {
      clearTimeout(idle);
      release();
      controller.abort();
    }
  }

  return { [Symbol.asyncIterator]: events, abort: () => controller.abort() };
}

/** The body of a stream; an error envelope that came with status 200 is thrown as what it is. */
async function bodyOf(response: Response, endpoint: string): Promise<ReadableStream<Uint8Array>> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('application/json')) {
    const answer: unknown = await response.json().catch(() => null);
    const envelope = typeof answer === 'object' && answer !== null ? Object.fromEntries(Object.entries(answer)) : {};
    throw apiError(typeof envelope.status === 'number' ? envelope.status : 502, envelope, endpoint);
  }
  if (response.body === null || type.includes('text/html')) {
    throw apiError(
      502,
      {
        code: 'unexpected_answer',
        message: 'The server answered with a page instead of a stream. Check the base URL.',
      },
      endpoint,
    );
  }
  return response.body;
}
