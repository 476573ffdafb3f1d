import * as messages from '../resources/messages/endpoints.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';
import type { LostRun } from '../runs/run.ts';
import type { ChatContext } from './chat-context.ts';
import { rawTextOf } from './raw-text-of.ts';

/** Milliseconds between looks at the history for an answer whose id is known: a minute in all. */
const waitsForAnswer = [1000, 2000, 5000, 10_000, 15_000, 27_000];

/** Milliseconds between looks for a turn that nothing is known of but its question. */
const waitsForTurn = [2000, 5000];

/**
 * Looks for the rest of a lost answer in the conversation's history, where a server that went on reading has put it.
 * Nothing is asked twice.
 *
 * @returns the stored turn, or `null` when it did not come in time
 */
export async function findRest(context: ChatContext, answerId: string, lost: LostRun): Promise<HistoryMessage | null> {
  const id = context.answer(answerId)?.serverId ?? lost.saved.messageId;
  const known = id ?? (await findTurn(context, answerId, lost));
  if (known === null) return null;
  for (const wait of waitsForAnswer) {
    await lost.pause(wait);
    const turn = (await newestTurns(context, lost)).find((one) => one.id === known);
    const answer = context.answer(answerId);
    const heldLength = answer === undefined ? 0 : rawTextOf(answer).length;
    const isWhole = turn !== undefined && turn.answer !== '' && turn.answer.length >= heldLength;
    if (lost.signal.aborted) return null;
    if (isWhole) return turn;
  }
  return null;
}

/** The id of the turn whose question was asked here, by its words: one that is not held yet. */
async function findTurn(context: ChatContext, answerId: string, lost: LostRun): Promise<string | null> {
  const { rows } = context.store.getState();
  const held = new Set(rows.flatMap(({ serverId }) => serverId ?? []));
  const replyTo = context.answer(answerId)?.replyTo;
  const question = rows.find((row) => row.id === replyTo);
  const text = question?.role === 'user' ? question.text : lost.saved.input;
  for (const wait of waitsForTurn) {
    await lost.pause(wait);
    if (lost.signal.aborted) return null;
    const turns = await newestTurns(context, lost);
    const turn = turns.findLast((one) => one.query === text && !held.has(one.id));
    if (turn !== undefined) return turn.id;
  }
  return null;
}

/** The newest page of the conversation, oldest first; empty when it cannot be read. */
async function newestTurns(context: ChatContext, lost: LostRun): Promise<readonly HistoryMessage[]> {
  const conversation_id = context.store.getState().conversationId ?? lost.saved.conversationId;
  if (conversation_id === undefined || lost.signal.aborted) return [];
  try {
    const options = { signal: lost.signal, maxRetries: 0 };
    const page = await context.dify.request(messages.list, { conversation_id, limit: 20 }, options);
    return page.data;
  } catch {
    return [];
  }
}
