import type * as v from 'valibot';
import { noWords } from './own-words.ts';

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

type Issue = v.BaseIssue<unknown>;

/** Says where a value does not fit, what is needed there, and what kind of thing is there instead. */
export function firstMisfit(issues: readonly Issue[], value: unknown): Misfit {
  const issue = issues[0];
  const path = keysOf(issue);
  return {
    path: path.map(String).join('.'),
    expected: issue === undefined ? 'another value' : expectation(issue),
    received: kindAt(value, path),
    ...(issue !== undefined && isUnknownFields(issue) ? { unknown: issue.input.map(String) } : {}),
  };
}

function keysOf(issue: Issue | undefined): readonly unknown[] {
  return (issue?.path ?? []).map(({ key }) => key);
}

/** A closed object names the fields that it does not know. */
function isUnknownFields(issue: Issue): issue is Issue & { readonly input: readonly unknown[] } {
  return issue.type === 'strict_object' && issue.expected === 'never' && Array.isArray(issue.input);
}

/** What an issue asks for, in words. Checks that carry a message of ours say it themselves. */
function expectation(issue: Issue): string {
  if (issue.message && issue.message !== noWords) return issue.message;
  if (isUnknownFields(issue)) return 'left out';
  switch (issue.type) {
    case 'string':
    case 'boolean':
    case 'null':
    case 'array':
    case 'record':
      return issue.type;
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return 'object';
    case 'picklist':
    case 'literal':
      return (issue.expected ?? '').replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ');
    case 'union':
      return unionOf(issue.issues ?? []);
    case 'variant':
      return issue.path === undefined ? 'object' : 'another value';
    case 'safe_integer':
      return 'int';
    case 'min_length':
      return size(issue.input, `at least ${String(issue.requirement)}`);
    case 'max_length':
      return size(issue.input, `at most ${String(issue.requirement)}`);
    case 'min_value':
      return `at least ${String(issue.requirement)}`;
    case 'max_value':
      return `at most ${String(issue.requirement)}`;
    default:
      return 'another value';
  }
}

/** What the members of a union ask for, where they ask for it at the same place. */
function unionOf(members: readonly Issue[]): string {
  const asked = members.flatMap((issue) => (issue.path === undefined ? [expectation(issue)] : []));
  const all = [...new Set(asked)];
  return all.length === 0 ? 'another value' : all.join(' or ');
}

function size(value: unknown, bound: string): string {
  return typeof value === 'string' ? `${bound} characters long` : `a list of ${bound}`;
}

/** The kind of the thing that stands at `path`: never its value, which may be a secret. */
function kindAt(value: unknown, path: readonly unknown[]): string {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return 'nothing';
    current = Reflect.get(current, String(key));
  }
  if (current === undefined) return 'nothing';
  if (current === null) return 'null';
  if (current === '') return 'an empty string';
  return Array.isArray(current) ? 'array' : typeof current;
}
