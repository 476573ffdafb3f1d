import type { Context } from '../context.ts';
import { chatGate } from '../http/gates.ts';
import { missing, refuseMisfits } from '../http/misfits.ts';
import { readUser } from '../http/read-body.ts';
import { readLimit, readUuid } from '../http/read-query.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { collect } from '../model/collect.ts';
import { talkOf } from '../run/talk-of.ts';
import type { MessageRow } from '../world/app-rows.ts';
import { turnsOf } from '../world/turns-of.ts';
import { ownConversation } from './conversations.ts';
import { messageToWire } from './message-to-wire.ts';
import { ownMessage } from './own-message.ts';

/** The newest turns, or those before `first_id`, oldest first. Turns of the cursor's second are passed over. */
export function list(context: Context): Response {
  const { query, respond, server } = context;
  const user = readUser(query.get('user'), 'optional');
  chatGate(context.app);
  const id = query.get('conversation_id');
  const absent = id === null ? missing('conversation_id', Object.fromEntries(query)) : undefined;
  const conversationId = readUuid('conversation_id', id);
  const firstId = readUuid('first_id', query.get('first_id'));
  const limit = readLimit(query.get('limit'));
  if (absent || conversationId.misfit || firstId.misfit || limit.misfit) {
    const misfits = [absent, conversationId.misfit, firstId.misfit, limit.misfit];
    throw refuseMisfits(
      'MessageListQuery',
      misfits.flatMap((misfit) => misfit ?? []),
    );
  }
  if (conversationId.value === undefined) return respond.json({ limit: limit.value, has_more: false, data: [] });
  const conversation = ownConversation(context, conversationId.value, user, '/messages');
  const turns = turnsOf(server.world, conversation.id);
  const first = turns.find((turn) => turn.id === firstId.value);
  if (firstId.value !== undefined && first === undefined) throw notFound('First Message', '/messages');
  const before = (cursor: MessageRow) => turns.filter((turn) => turn.created_at < cursor.created_at);
  const page = (first === undefined ? turns : before(first)).slice(-limit.value);
  const oldest = page[0];
  const has_more = page.length === limit.value && oldest !== undefined && before(oldest).length > 0;
  return respond.json({ limit: limit.value, has_more, data: page.map((turn) => messageToWire(context, turn)) });
}

export async function suggested(context: Context): Promise<Response> {
  const { app, respond, server } = context;
  const user = readUser(context.query.get('user'), 'required');
  chatGate(app);
  const message = ownMessage(context, user);
  if (app.parameters.suggested_questions_after_answer?.enabled !== true || app.info.mode === 'agent') {
    throw new Refusal(400, 'bad_request', 'Suggested Questions Is Disabled.');
  }
  if (message.followUps.length > 0) return respond.json({ result: 'success', data: message.followUps });
  const turns = turnsOf(server.world, message.conversation_id);
  const before = turns.slice(0, turns.indexOf(message));
  const request = { ...talkOf(context, message, before), purpose: 'follow_ups' as const };
  const { followUps } = await collect(app.model, request).catch(() => ({ followUps: [] }));
  return respond.json({ result: 'success', data: followUps });
}

export { feedback } from './message-feedback.ts';
