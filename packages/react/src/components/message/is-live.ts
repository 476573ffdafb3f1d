import type { AssistantMessage } from '@dify-oapi/core';

/** Whether an answer is on its way. */
export function isLive({ status }: Pick<AssistantMessage, 'status'>): boolean {
  return status.type === 'pending' || status.type === 'streaming';
}
