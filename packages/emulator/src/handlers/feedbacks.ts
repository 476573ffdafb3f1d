import { appIdOf } from '../app-id-of.ts';
import type { Context } from '../context.ts';
import { refuseMisfits } from '../http/misfits.ts';
import { pythonTime } from '../http/python-time.ts';
import { readNumber } from '../http/read-query.ts';
import { stableId } from '../stable-id.ts';

/** What users think of an app's answers, newest first. */
export function list({ app, query, respond, server }: Context): Response {
  const page = readNumber('page', query.get('page'), { fallback: 1, least: 1 });
  const limit = readNumber('limit', query.get('limit'), { fallback: 20, least: 1, most: 101 });
  if (page.misfit || limit.misfit) {
    throw refuseMisfits(
      'FeedbackListQuery',
      [page.misfit, limit.misfit].flatMap((misfit) => misfit ?? []),
    );
  }
  const rows = [...server.world.feedbacks.values()]
    .filter((row) => row.app === app.key)
    .sort((a, b) => b.created_at - a.created_at || b.order - a.order)
    .slice((page.value - 1) * limit.value, page.value * limit.value);
  const data = rows.map((row) => ({
    id: row.id,
    app_id: appIdOf(app),
    conversation_id: row.conversation_id,
    message_id: row.message_id,
    rating: row.rating,
    content: row.content,
    from_source: 'user',
    from_end_user_id: stableId(`end user ${app.key} ${row.user}`),
    from_account_id: null,
    created_at: pythonTime(row.created_at),
    updated_at: pythonTime(row.updated_at),
  }));
  return respond.json({ data });
}
