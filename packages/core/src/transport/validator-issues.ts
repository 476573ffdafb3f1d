import type { FieldIssue } from '../errors/api-error.ts';

/**
 * What the text of a validator says, field by field, without the values that it quotes; `[]` when it is another text.
 *
 * @param text e.g. `1 validation error for Payload\nname\n  Field required [type=missing, input_value={…}, …]`
 */
export function validatorIssues(text: string): FieldIssue[] {
  if (!/^\d+ validation errors? for /.test(text)) return [];
  const issues: FieldIssue[] = [];
  let path = '';
  for (const line of text.split('\n').slice(1)) {
    if (/^ {4}/.test(line)) continue;
    if (!/^ {2}/.test(line)) {
      path = line.trim();
      continue;
    }
    issues.push({
      path,
      message: line
        .trim()
        .replace(/ \[type=.*$/, '')
        .replace(/^Value error, /, ''),
    });
    path = '';
  }
  return issues;
}

/** The same from a list of `{ loc, msg }`, or from an object of `field: sentence`. */
export function listedIssues(value: unknown): FieldIssue[] {
  if (Array.isArray(value)) return value.flatMap(fromListed);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([path, message]) => (typeof message === 'string' ? [{ path, message }] : []));
}

/** Issues as one sentence. */
export function issuesInWords(issues: readonly FieldIssue[]): string {
  return issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ');
}

function fromListed(item: unknown): FieldIssue[] {
  if (typeof item !== 'object' || item === null) return [];
  const { loc, msg, message, path } = Object.fromEntries(Object.entries(item));
  const text = typeof msg === 'string' ? msg : message;
  const place = Array.isArray(loc) ? loc : path;
  if (typeof text !== 'string') return [];
  const names = Array.isArray(place) ? place.filter((name) => name !== 'body' && name !== 'query').join('.') : place;
  return [{ path: typeof names === 'string' ? names : '', message: text.replace(/^Value error, /, '') }];
}
