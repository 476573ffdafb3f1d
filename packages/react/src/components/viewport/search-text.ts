import { type ChatMessage, textOf } from '@dify-oapi/core';

/** What of a message can be searched, without the marks of its Markdown. */
function searchable(message: ChatMessage): string {
  if (message.role === 'user') return [message.text, ...message.files.map(({ name }) => name)].join('\n');
  return textOf(message)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~#>|\\]/g, '');
}

/** Letters as they are compared: without regard to capitals, to the width of letters, or to how much space is between them. */
function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}

/** Texts that were folded already: a message that changes is another object. */
const folded = new WeakMap<ChatMessage, string>();

function foldedText(message: ChatMessage): string {
  const text = folded.get(message) ?? foldText(searchable(message));
  folded.set(message, text);
  return text;
}

/** Ids of the messages that hold a text, oldest first. */
export function messagesWith(messages: readonly ChatMessage[], query: string): readonly string[] {
  const wanted = foldText(query).trim();
  if (wanted === '') return [];
  return messages.filter((message) => foldedText(message).includes(wanted)).map(({ id }) => id);
}
