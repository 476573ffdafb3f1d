import * as v from 'valibot';
import { closedObject } from '../../schemas/closed-object.ts';
import { uuidSchema } from '../../schemas/identifier.ts';
import type { OutputOf } from '../../schemas/object-schema.ts';
import { openObject } from '../../schemas/open-object.ts';

const text = v.optional(v.nullable(v.string()));

export const getEndUserSchema = closedObject({
  /** The row's id, a UUID, e.g. `created_by` of an upload. Not the `user` that is sent with calls. */
  end_user_id: uuidSchema,
});

/** What `endUsers.get` takes. */
export interface GetEndUser extends OutputOf<typeof getEndUserSchema> {}

export const endUserSchema = openObject({
  /** UUID. */
  id: v.string(),
  /** The workspace, a UUID. */
  tenant_id: text,
  app_id: text,
  /** `service-api`, `browser`, … Open. */
  type: text,
  /** The `user` that was sent with calls. */
  external_user_id: text,
  name: text,
  /** True for the one user that calls without `user` share. */
  is_anonymous: v.optional(v.nullable(v.boolean())),
  /** The `user` that was sent with calls; `DEFAULT-USER` when none was. */
  session_id: text,
  /** ISO 8601 without a zone: UTC. */
  created_at: text,
  /** ISO 8601 without a zone: UTC. */
  updated_at: text,
});

/** An end user of the app as Dify stores it. */
export interface EndUser extends OutputOf<typeof endUserSchema> {}
