import type { Context } from '../context.ts';
import { noneOf, noString, refuseMisfits } from '../http/misfits.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { invalidParam } from '../http/refusal.ts';
import type { FeedbackRow } from '../world/app-rows.ts';
import { ownMessage } from './own-message.ts';

export async function feedback(context: Context): Promise<Response> {
  const { app, server } = context;
  const body = await readJson(context.request);
  const user = readUser(body.user, 'required');
  const { content = null, rating = null } = body;
  const misfits = [
    ...(rating === null || rating === 'like' || rating === 'dislike'
      ? []
      : [noneOf('rating', ['like', 'dislike'], rating)]),
    ...(content === null || typeof content === 'string' ? [] : [noString('content', content)]),
  ];
  if (misfits.length > 0) throw refuseMisfits('MessageFeedbackPayload', misfits);
  const message = ownMessage(context, user);
  const known = [...server.world.feedbacks.values()].find((row) => row.message_id === message.id && row.user === user);
  if (rating !== 'like' && rating !== 'dislike') {
    if (message.feedback === null) throw invalidParam('rating cannot be None when feedback not exists');
    if (known !== undefined) server.world.feedbacks.delete(known.id);
    message.feedback = null;
  } else {
    const now = server.nowMs();
    const said: Pick<FeedbackRow, 'rating' | 'content' | 'updated_at'> = {
      rating,
      content: typeof content === 'string' ? content : null,
      updated_at: now,
    };
    const row: FeedbackRow = known ?? {
      id: server.id(),
      app: app.key,
      conversation_id: message.conversation_id,
      message_id: message.id,
      user,
      created_at: now,
      order: server.world.feedbacks.size,
      ...said,
    };
    server.world.feedbacks.set(row.id, Object.assign(row, said));
    message.feedback = rating;
  }
  server.changed();
  return context.respond.json({ result: 'success' });
}
