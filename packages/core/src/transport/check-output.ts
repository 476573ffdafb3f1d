import * as v from 'valibot';
import type { Endpoint } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { schemaOf } from '../schemas/schema-of.ts';
import { endpointName } from './endpoint-name.ts';
import { firstMisfit } from './misfit.ts';
import { ownWords } from './own-words.ts';

/**
 * Checks an answer and hands it on as the server sent it, unknown fields included.
 *
 * @throws ValidationError when it has not the shape that the endpoint promises.
 */
export function checkOutput<Output>(endpoint: Endpoint<object, Output>, answer: unknown): Output {
  const result = v.safeParse(schemaOf(endpoint.output), answer, ownWords);
  if (result.success) return asSent<Output>(answer);
  const name = endpointName(endpoint);
  const { path, expected, received } = firstMisfit(result.issues, answer);
  throw new ValidationError(
    `${name} answered with an unexpected shape at "${path}": expected ${expected}, received ${received}.`,
    {
      code: 'unexpected_answer',
      path,
      expected,
      received,
      endpoint: name,
      hint: 'Check that the base URL leads to a Dify server, and its version.',
    },
  );
}

/** The schema has said yes; what it returns would be a copy without the server's own key order. */
function asSent<Output>(answer: unknown): Output {
  return answer as Output;
}
