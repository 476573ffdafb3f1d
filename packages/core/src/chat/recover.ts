import type { DifyClient } from '../client.ts';
import * as messages from '../resources/messages/endpoints.ts';
import type { HistoryMessage } from '../resources/messages/schemas.ts';

/** Milliseconds between looks at the history: 30 s in all. */
const waits = [1000, 2000, 4000, 8000, 15_000];

/** The turn whose connection was lost. */
export interface LostTurn {
  readonly conversationId: string;
  readonly messageId: string;
  /** How much of its text is held: less than this is not the whole answer. */
  readonly heldLength: number;
  readonly signal: AbortSignal;
}

/**
 * Looks for the rest of a lost answer in the conversation's history, where a server that went on reading has put it.
 * Nothing is asked twice.
 *
 * @returns the stored turn, or `null` when it did not come in time or the signal ended the search
 */
export async function recoverTurn(dify: DifyClient, lost: LostTurn): Promise<HistoryMessage | null> {
  for (const wait of waits) {
    await pause(wait, lost.signal);
    if (lost.signal.aborted) return null;
    const page = await dify
      .request(
        messages.list,
        { conversation_id: lost.conversationId, limit: 20 },
        { signal: lost.signal, maxRetries: 0 },
      )
      .catch(() => null);
    const turn = page?.data.find(({ id }) => id === lost.messageId);
    const whole = turn !== undefined && turn.answer !== '' && turn.answer.length >= lost.heldLength;
    if (whole && !lost.signal.aborted) return turn;
  }
  return null;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
