import * as v from 'valibot';

import type { HandlerLimits } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';
import { checkFields, openFields } from './check-fields.ts';

/**
 * The fields in a URL's query.
 *
 * @throws Refusal with 400 or 414
 */
export function queryInput(
  match: RouteMatch<string>,
  url: URL,
  limits: Pick<HandlerLimits, 'queryBytes'>,
): Readonly<Record<string, unknown>> {
  if (url.search.length > limits.queryBytes) throw new Refusal(414, 'uri_too_long', 'The address is too long.');
  const sent: Record<string, unknown> = {};
  for (const name of openFields(match)) {
    const values = url.searchParams.getAll(name);
    if (values.length > 0 && takes(match, name, []) && !takes(match, name, values[0])) {
      sent[name] = values;
      continue;
    }
    const [value, ...more] = values;
    if (more.length > 0) throw new Refusal(400, 'invalid_param', `"${name}" stands in the address more than once.`);
    if (value !== undefined) sent[name] = typed(match, name, value);
  }
  return checkFields(match, sent);
}

/** A query holds text only; the field's own schema tells what it means. */
function typed(match: RouteMatch<string>, name: string, value: string): unknown {
  const isNumber = takes(match, name, 1) && !takes(match, name, '1');
  if (/^\d{1,6}$/.test(value) && isNumber) return name === 'limit' ? asLimit(value) : Number(value);
  const isSwitch = (value === 'true' || value === 'false') && takes(match, name, true) && !takes(match, name, 'true');
  return isSwitch ? value === 'true' : value;
}

function takes({ route }: RouteMatch<string>, name: string, sample: unknown): boolean {
  const schema = route.fields.get(name);
  return schema !== undefined && v.safeParse(schema, sample).success;
}

/** Page sizes above 100 are cut: Dify refuses some of them and misreads others. */
function asLimit(value: string): number {
  return Math.min(Number(value), 100);
}
