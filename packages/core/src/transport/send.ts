import type { Endpoint } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { type Attempt, openAttempt } from './attempt.ts';
import { type CallContext, callContext } from './call-context.ts';
import { callFacts } from './call-facts.ts';
import { checkOutput } from './check-output.ts';
import { encodeCall } from './encode.ts';
import { failureOf } from './failure.ts';
import { fetchResponse } from './fetch-response.ts';
import type { RequestOptions, Transport } from './options.ts';
import { readBody } from './read-body.ts';
import { anotherTry } from './retry.ts';

/** An answer and the response that it came in. */
export interface Answer<Output> {
  readonly data: Output;
  readonly response: Response;
}

/**
 * Sends a call and checks its answer. What can do nothing twice is tried again when that can help; nothing else is ever
 * sent twice, unless it certainly never reached the server.
 */
export async function send<Input extends object, Output>(
  transport: Transport,
  endpoint: Endpoint<Input, Output>,
  input: Input,
  options: RequestOptions = {},
): Promise<Answer<Output>> {
  const call = encodeCall(endpoint, input, transport, options, endpoint.binary ? '*/*' : 'application/json');
  const context = callContext(transport, endpoint, call, options);
  for (let tried = 0; ; tried++) {
    const attempt = openAttempt(context.signals, endpoint.binary);
    try {
      attempt.limit('body', options.timeout ?? transport.timeout);
      const response = await fetchResponse(context, attempt, tried);
      const data = checkOutput(endpoint, endpoint.binary ? response : await bodyOf(context, attempt, response));
      if (endpoint.binary) attempt.handOver();
      else attempt.release();
      return { data, response };
    } catch (error) {
      attempt.close();
      if (error instanceof ValidationError) transport.logger?.error?.(error.reason, errorFacts(context, tried, error));
      if (!(await anotherTry(context, error, tried))) throw error;
    }
  }
}

async function bodyOf(context: CallContext, attempt: Attempt, response: Response): Promise<unknown> {
  try {
    return await attempt.race(readBody(response));
  } catch (cause) {
    throw failureOf(cause, context, attempt, true);
  }
}

function errorFacts({ endpoint, call }: CallContext, tried: number, error: ValidationError) {
  return { ...callFacts(endpoint, call.url, tried), 'error.type': error.code };
}
