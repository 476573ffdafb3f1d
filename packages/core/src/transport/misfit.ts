import type * as z from 'zod/mini';

/** The first place where a value does not fit its schema, without the value. */
export interface Misfit {
  /** E.g. `files.0.type`; empty for the value itself. */
  readonly path: string;
  /** What is needed, in words. */
  readonly expected: string;
  /** The kind of what is there. */
  readonly received: string;
  /** Names of fields that do not exist. */
  readonly unknown?: readonly string[];
}

type Issue = z.core.$ZodIssue;

const noWords = 'Invalid input';

/** How values are checked: an application that brings zod and its languages into the same page does not change our words. */
export const ownWords = { error: () => noWords };

/** Says where a value does not fit, what is needed there, and what kind of thing is there instead. */
export function firstMisfit(issues: readonly Issue[], value: unknown): Misfit {
  const issue = issues[0];
  const path = issue?.path ?? [];
  return {
    path: path.map(String).join('.'),
    expected: issue === undefined ? 'another value' : expectation(issue),
    received: kindAt(value, path),
    ...(issue?.code === 'unrecognized_keys' ? { unknown: issue.keys } : {}),
  };
}

/** What an issue asks for, in words. Checks that carry a message of ours say it themselves. */
function expectation(issue: Issue): string {
  if (issue.message && issue.message !== noWords) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'invalid_format':
      return `text of the form ${issue.format}`;
    case 'unrecognized_keys':
      return 'left out';
    case 'invalid_union':
      return unionOf(issue.errors);
    case 'too_small':
      return `${size(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `${size(issue.origin, 'at most', Number(issue.maximum))}`;
    default:
      return 'another value';
  }
}

/** What the members of a union ask for, where they ask for it at the same place. */
function unionOf(members: readonly (readonly Issue[])[]): string {
  const asked = members.flatMap((issues) => (issues[0]?.path.length === 0 ? [expectation(issues[0])] : []));
  const all = [...new Set(asked)];
  return all.length === 0 ? 'another value' : all.join(' or ');
}

function size(origin: string, bound: string, limit: number): string {
  if (origin === 'string') return `${bound} ${limit} characters long`;
  if (origin === 'array' || origin === 'set') return `a list of ${bound} ${limit}`;
  return `${bound} ${limit}`;
}

/** The kind of the thing that stands at `path`: never its value, which may be a secret. */
function kindAt(value: unknown, path: readonly PropertyKey[]): string {
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
