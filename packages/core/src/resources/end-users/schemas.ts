import * as z from 'zod/mini';
import { uuidSchema } from '../../schemas/identifier.ts';

const text = z.optional(z.nullable(z.string()));

export const getEndUserSchema = z.strictObject({
  /** The row's id, a UUID, e.g. `created_by` of an upload. Not the `user` that is sent with calls. */
  end_user_id: uuidSchema,
});

/** What `endUsers.get` takes. */
export interface GetEndUser extends z.infer<typeof getEndUserSchema> {}

export const endUserSchema = z.looseObject({
  /** UUID. */
  id: z.string(),
  /** The workspace, a UUID. */
  tenant_id: text,
  app_id: text,
  /** `service-api`, `browser`, … Open. */
  type: text,
  /** The `user` that was sent with calls. */
  external_user_id: text,
  name: text,
  /** True for the one user that calls without `user` share. */
  is_anonymous: z.optional(z.nullable(z.boolean())),
  /** The `user` that was sent with calls; `DEFAULT-USER` when none was. */
  session_id: text,
  /** ISO 8601 without a zone: UTC. */
  created_at: text,
  /** ISO 8601 without a zone: UTC. */
  updated_at: text,
});

/** An end user of the app as Dify stores it. */
export interface EndUser extends z.infer<typeof endUserSchema> {}
