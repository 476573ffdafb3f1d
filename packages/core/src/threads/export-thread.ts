import type { ChatSnapshot } from '../chat/chat.ts';
import { threadVersion } from './thread.ts';
import { type MarkdownWords, threadToMarkdown } from './thread-to-markdown.ts';
import { toStored } from './to-stored.ts';

/** What `exportThread` takes beside the conversation. */
export interface ExportThread {
  /** Which app it is of, in words of yours; `importThread` can ask for them. @default nobody says */
  readonly app?: string | undefined;
  /** Its name; the heading in Markdown. */
  readonly title?: string | undefined;
  /** Unix time in milliseconds. @default Date.now() */
  readonly now?: number | undefined;
  /** Words of the Markdown. @default English */
  readonly words?: Partial<MarkdownWords> | undefined;
}

/**
 * Writes what is shown of a conversation as text: JSON that `importThread` reads, or Markdown for people.
 * Tokens of forms are left out. Addresses of files are signed by Dify and expire after minutes.
 */
export function exportThread(
  snapshot: Pick<ChatSnapshot, 'conversationId' | 'messages'>,
  format: 'json' | 'markdown',
  options: ExportThread = {},
): string {
  const { app, title, now = Date.now() } = options;
  if (format === 'markdown') return threadToMarkdown(snapshot.messages, title, options.words);
  const thread = {
    format: 'dify-oapi-thread',
    version: threadVersion,
    app: app ?? null,
    conversationId: snapshot.conversationId,
    title: title ?? null,
    exportedAt: now,
    messages: snapshot.messages.map(toStored),
  };
  return `${JSON.stringify(thread, null, 2)}\n`;
}
