import type { Chat, ChatMessage } from '@dify-oapi/core';

/** What the part of an address after `#` begins with. A turn has one id on the server, so its two rows have two words. */
const words: Readonly<Record<ChatMessage['role'], string>> = { user: 'message', assistant: 'answer' };

/** The part of an address after `#` that leads to a message; absent until the server knows it. */
export function hashOf(message: ChatMessage): string | undefined {
  return message.serverId === undefined ? undefined : `#${words[message.role]}-${message.serverId}`;
}

/** The message that an address leads to. */
export function messageOfHash(hash: string): { readonly id: string; readonly role: ChatMessage['role'] } | undefined {
  const [, word, id] = /^#(message|answer)-([\w-]{1,64})$/.exec(hash) ?? [];
  if (id === undefined) return undefined;
  return { id, role: word === words.user ? 'user' : 'assistant' };
}

/** The whole address of a message on this page. */
export function linkOf(chat: Chat, messageId: string): string | undefined {
  const message = chat.getMessage(messageId);
  const hash = message && hashOf(message);
  return hash && new URL(hash, location.href).href;
}
