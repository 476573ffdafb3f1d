import { messageEvent } from './events.ts';
import type { Turn } from './run.ts';

/** An answer that was ready before the question came: it is sent letter by letter. */
export async function playPreset(turn: Turn, text: string): Promise<void> {
  for (const letter of text) {
    if (turn.ended.aborted) return;
    await turn.emit(messageEvent(turn, letter));
  }
}
