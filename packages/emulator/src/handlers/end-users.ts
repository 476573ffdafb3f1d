import { appIdOf } from '../app-id-of.ts';
import type { Context } from '../context.ts';
import { pythonTime } from '../http/python-time.ts';
import { Refusal } from '../http/refusal.ts';
import { stableId } from '../stable-id.ts';

export function get({ app, respond, server, slots }: Context): Response {
  const row = server.world.endUsers.get(slots.end_user_id ?? '');
  if (row === undefined || row.app !== app.key) throw new Refusal(404, 'end_user_not_found', 'End user not found.');
  const time = pythonTime(row.created_at);
  return respond.json({
    id: row.id,
    tenant_id: stableId('tenant'),
    app_id: appIdOf(app),
    type: 'service-api',
    external_user_id: row.session_id,
    name: null,
    is_anonymous: row.is_anonymous,
    session_id: row.session_id,
    created_at: time,
    updated_at: time,
  });
}
