import { schemaOf } from '@dify-oapi/core/endpoints';
import * as v from 'valibot';

import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';

/** Fields that pages never set: who asks, which version runs, and how a run is traced. */
const serverFields = new Set(['user', 'workflow_id', 'trace_id', 'trace_session_id', 'retriever_from']);

/** The fields of a route that a page may send beside the ids in its path. */
export function openFields({ route }: RouteMatch<string>): readonly string[] {
  return [...route.fields.keys()].filter((name) => !serverFields.has(name) && !route.slots.includes(name));
}

/**
 * Keeps the fields that a page may send and checks them together with the ids of the path. Others are left out.
 *
 * @returns the fields without those of the path
 * @throws Refusal with 400 that names the field
 */
export function checkFields(
  match: RouteMatch<string>,
  sent: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = Object.fromEntries(
    openFields(match).flatMap((name) => (Object.hasOwn(sent, name) ? [[name, sent[name]]] : [])),
  );
  const result = v.safeParse(schemaOf(match.route.endpoint.input), { ...kept, ...match.ids });
  if (!result.success) {
    const path = v.getDotPath(result.issues[0]) ?? '';
    throw new Refusal(400, 'invalid_param', `The field "${path}" is missing or of the wrong kind.`);
  }
  return Object.fromEntries(Object.entries(result.output).filter(([name]) => !match.route.slots.includes(name)));
}
