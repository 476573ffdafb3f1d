import { hasBranches, shownRows } from './branches.ts';
import type { AssistantMessage, ChatMessage } from './message.ts';
import type { ChatState } from './state.ts';

/** The rows to show, with the answer that grows: one branch of each place. */
export function messagesOf({ rows, live, branches }: ChatState): readonly ChatMessage[] {
  const shown = shownRows(rows, branches);
  const isHidden = live === null || (hasBranches(branches) && shown.every(({ id }) => id !== live.replyTo));
  return isHidden ? shown : placeLive(shown, live);
}

/** The rows with a growing answer behind its question: at the end, or above it where an old form was answered. */
export function placeLive(rows: readonly ChatMessage[], live: AssistantMessage): readonly ChatMessage[] {
  if (rows.at(-1)?.id === live.replyTo) return [...rows, live];
  const at = rows.findLastIndex(({ id }) => id === live.replyTo);
  return at < 0 ? [...rows, live] : rows.toSpliced(at + 1, 0, live);
}
