import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { InputSchema, SchemaProblem } from './schema-check.ts';

/** The version of JSON Schema that Dify checks by. */
const draft = '7';
/** Keywords that only say that something below them is wrong. */
const wrappers: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  '$ref',
]);
const kinds: Readonly<Record<string, SchemaProblem['kind']>> = {
  required: 'missing',
  type: 'type',
  enum: 'option',
  const: 'option',
  false: 'unknown',
};

/** Looks for the first thing in a value that its schema does not allow. A schema that cannot be read allows everything. */
export function checkSchema(schema: InputSchema, value: object): SchemaProblem | null {
  try {
    const { errors } = new Validator(schema, draft, false).validate(value);
    const first = errors.find(({ keyword }) => !wrappers.has(keyword));
    return first === undefined ? null : problemOf(first, schema, value);
  } catch {
    return null;
  }
}

function problemOf({ instanceLocation, keyword, keywordLocation }: OutputUnit, schema: InputSchema, value: object) {
  const asked = read(schema, keywordLocation);
  const kind = kinds[keyword] ?? 'other';
  const at = pathOf(instanceLocation);
  if (kind !== 'missing') return { at, kind, expected: kind === 'other' ? [] : wordsOf(asked) };
  const there = read(value, instanceLocation);
  const isThere = (name: string) => typeof there === 'object' && there !== null && Object.hasOwn(there, name);
  const missing = wordsOf(asked).find((name) => !isThere(name)) ?? '';
  return { at: at === '' ? missing : `${at}.${missing}`, kind, expected: [] };
}

function wordsOf(asked: unknown): readonly string[] {
  return (Array.isArray(asked) ? asked : [asked]).map((word) =>
    typeof word === 'string' ? word : JSON.stringify(word),
  );
}

/** What a pointer such as `#/bike/wheels/0` leads to. */
function read(value: unknown, pointer: string): unknown {
  return stepsOf(pointer).reduce(
    (at: unknown, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}

function pathOf(pointer: string): string {
  return stepsOf(pointer)
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

function stepsOf(pointer: string): readonly string[] {
  const steps = pointer
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '');
  return steps.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}
