import type { Context } from '../context.ts';
import { notFound } from '../http/refusal.ts';
import type { MessageRow } from '../world/app-rows.ts';

/** The message of the path, if it is this user's. */
export function ownMessage({ app, server, slots }: Context, user: string): MessageRow {
  const row = server.world.messages.get(slots.message_id ?? '');
  if (row === undefined || row.user !== user || row.app !== app.key) throw notFound('Message');
  return row;
}
