import type { Server } from '../context.ts';
import { stableId } from '../stable-id.ts';
import type { EndUserRow } from './app-rows.ts';

/** Somebody who uses an app, made at first sight. */
export function endUserOf(server: Server, app: string, user: string): EndUserRow {
  const id = stableId(`end user ${app} ${user}`);
  const known = server.world.endUsers.get(id);
  if (known !== undefined) return known;
  const row = { id, app, session_id: user, is_anonymous: user === 'DEFAULT-USER', created_at: server.nowMs() };
  server.world.endUsers.set(id, row);
  server.changed();
  return row;
}
