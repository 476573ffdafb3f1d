import type { SendResult } from './chat.ts';
import type { AssistantMessage } from './message.ts';

/** How a send ended, by what became of its answer. */
export function resultOf(message: AssistantMessage | undefined): SendResult {
  const status = message?.status;
  if (message === undefined || status === undefined || status.type === 'pending' || status.type === 'streaming') {
    return { ok: false, reason: 'detached' };
  }
  if (status.type === 'failed' || status.type === 'interrupted') {
    return { ok: false, reason: status.type, error: status.error, message };
  }
  return { ok: true, message };
}
