import type { Chat, ChatMessage } from '@dify-oapi/core';

/** Pages of older messages that are read in search of one. */
const mostPages = 25;

/**
 * Looks for a message by its own id or Dify's, and reads older ones until it is there. Question and answer share their id
 * on the server: without a role, the question is found.
 * @returns the id of its row
 */
export async function findMessage(chat: Chat, id: string, role?: ChatMessage['role']): Promise<string | undefined> {
  for (let page = 0; page <= mostPages; page++) {
    const { messages } = chat.getSnapshot();
    const found = messages.find(
      (message) => message.id === id || (message.serverId === id && (role === undefined || message.role === role)),
    );
    if (found !== undefined) return found.id;
    if (!(await readMore(chat))) return undefined;
  }
  return undefined;
}

/** Reads messages that are not there yet, or waits for those that are on their way. @returns whether there are more now */
async function readMore(chat: Chat): Promise<boolean> {
  const { history, conversationId } = chat.getSnapshot();
  if (history.status === 'idle') return conversationId !== null && (await chat.actions.refresh()).ok;
  if (history.status !== 'loading') return history.hasMore && (await chat.actions.loadOlder()).ok;
  await new Promise<void>((resolve) => {
    const unsubscribe = chat.subscribe(() => {
      if (chat.getSnapshot().history.status === 'loading') return;
      unsubscribe();
      resolve();
    });
  });
  return chat.getSnapshot().history.status === 'ready';
}
