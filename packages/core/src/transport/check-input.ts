import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { endpointName } from './endpoint-name.ts';

/**
 * Checks an input against its endpoint before anything is sent.
 *
 * @throws ValidationError naming the field, what it needs and what kind of thing it got; never the value.
 */
export function checkInput<Input extends object>(endpoint: Endpoint<Input, unknown>, input: unknown): Input {
  const result = z.safeParse(endpoint.input, input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const name = endpointName(endpoint);
  const facts = { code: 'invalid_input', path, endpoint: name };
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(Reflect.get(endpoint.input, 'shape') ?? {}).join(', ');
    throw new ValidationError(
      `${name} has no field "${issue.keys.join('", "')}". Its fields are ${known || 'none'}.`,
      facts,
    );
  }
  const expected = issue === undefined ? 'another value' : expectation(issue);
  throw new ValidationError(
    `${name} needs "${path}" to be ${expected}, received ${kindAt(input, issue?.path ?? [])}.`,
    facts,
  );
}

/** What an issue asks for, in words. Checks that carry a message of ours say it themselves. */
export function expectation(issue: z.core.$ZodIssue): string {
  if (issue.message && issue.message !== 'Invalid input') return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'too_small':
      return issue.origin === 'string' ? `at least ${issue.minimum} characters long` : `at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters long` : `at most ${issue.maximum}`;
    default:
      return 'another value';
  }
}

/** The kind of the thing that stands at `path`: never its value, which may be a secret. */
export function kindAt(value: unknown, path: readonly PropertyKey[]): string {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return 'nothing';
    current = Reflect.get(current, key);
  }
  if (current === undefined) return 'nothing';
  if (current === null) return 'null';
  if (current === '') return 'an empty string';
  return Array.isArray(current) ? 'array' : typeof current;
}
