import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { expectation, kindAt } from './check-input.ts';
import { endpointName } from './endpoint-name.ts';

/**
 * Checks an answer and hands it on as the server sent it, unknown fields included.
 *
 * @throws ValidationError when it has not the shape that the endpoint promises.
 */
export function checkOutput<Output>(endpoint: Endpoint<object, Output>, answer: unknown): Output {
  const result = z.safeParse(endpoint.output, answer);
  if (result.success) return asSent<Output>(answer);
  const issue = result.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const name = endpointName(endpoint);
  throw new ValidationError(
    `${name} answered with an unexpected shape at "${path}": expected ${issue ? expectation(issue) : 'another value'}, ` +
      `received ${kindAt(answer, issue?.path ?? [])}. Check that the base URL leads to a Dify server.`,
    { code: 'unexpected_answer', path, endpoint: name },
  );
}

/** The schema has said yes; what it returns would be a copy without the server's own key order. */
function asSent<Output>(answer: unknown): Output {
  return answer as Output;
}
