import * as z from 'zod/mini';
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
  match: RouteMatch,
  url: URL,
  limits: Pick<HandlerLimits, 'queryBytes'>,
): Readonly<Record<string, unknown>> {
  if (url.search.length > limits.queryBytes) throw new Refusal(414, 'uri_too_long', 'The address is too long.');
  const sent: Record<string, unknown> = {};
  for (const name of openFields(match)) {
    const [value, ...more] = url.searchParams.getAll(name);
    if (more.length > 0) throw new Refusal(400, 'invalid_param', `"${name}" stands in the address more than once.`);
    if (value !== undefined) sent[name] = typed(match, name, value);
  }
  return checkFields(match, sent);
}

/** A query holds text only; the field's own schema tells what it means. */
function typed({ route }: RouteMatch, name: string, value: string): unknown {
  const schema = route.fields.get(name);
  const takes = (sample: unknown) => schema !== undefined && z.safeParse(schema, sample).success;
  if (/^\d{1,6}$/.test(value) && takes(1) && !takes('1')) return name === 'limit' ? asLimit(value) : Number(value);
  if ((value === 'true' || value === 'false') && takes(true) && !takes('true')) return value === 'true';
  return value;
}

/** Page sizes above 100 are cut: Dify refuses some of them and misreads others. */
function asLimit(value: string): number {
  return Math.min(Number(value), 100);
}
