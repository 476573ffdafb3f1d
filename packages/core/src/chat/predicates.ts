import type { ChatSnapshot } from './chat.ts';

/** Whether an answer is on its way. */
export function isBusy({ status }: Pick<ChatSnapshot, 'status'>): boolean {
  return status === 'submitted' || status === 'streaming' || status === 'reconnecting';
}

/** Whether a message can be sent now. */
export function canSend(snapshot: Pick<ChatSnapshot, 'status'>): boolean {
  return !isBusy(snapshot);
}

/** Whether there is something to stop. */
export function canStop(snapshot: Pick<ChatSnapshot, 'status'>): boolean {
  return isBusy(snapshot);
}
