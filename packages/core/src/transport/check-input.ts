import * as v from 'valibot';
import type { Endpoint } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { schemaOf } from '../schemas/schema-of.ts';
import { endpointName } from './endpoint-name.ts';
import { firstMisfit } from './misfit.ts';
import { ownWords } from './own-words.ts';
import { schemaFields } from './schema-fields.ts';

/**
 * Checks an input against its endpoint before anything is sent.
 *
 * @throws ValidationError naming the field, what it needs and what kind of thing it got; never the value.
 */
export function checkInput<Input extends object>(endpoint: Endpoint<Input, unknown>, input: unknown): Input {
  const result = v.safeParse(schemaOf(endpoint.input), input, ownWords);
  if (result.success) return result.output;
  const name = endpointName(endpoint);
  const misfit = firstMisfit(result.issues, input);
  const facts = { code: 'invalid_input', endpoint: name, ...misfit, hint: 'Nothing was sent.' };
  if (misfit.unknown !== undefined) {
    const place = misfit.path === '' ? '' : ` in "${misfit.path}"`;
    const known = misfit.path === '' ? (schemaFields(endpoint.input) ?? []) : [];
    const fields = misfit.path === '' ? ` Its fields are ${known.join(', ') || 'none'}.` : '';
    throw new ValidationError(`${name} has no field "${misfit.unknown.join('", "')}"${place}.${fields}`, facts);
  }
  const { path, expected, received } = misfit;
  throw new ValidationError(`${name} needs "${path}" to be ${expected}, received ${received}.`, facts);
}
