import { type Chat, exportThread, type MarkdownWords } from '@dify-oapi/core';
import { download } from '../message/download.ts';

/** What `exportConversation` takes beside the conversation. */
export interface ExportConversation {
  readonly format: 'json' | 'markdown';
  /** The conversation's name: of the file, and the heading in it. */
  readonly title: string;
  readonly app: string | undefined;
  readonly words: Partial<MarkdownWords>;
}

/**
 * Hands the whole conversation to the reader as a file; messages that were not read yet are read first.
 *
 * @returns whether it could be read
 */
export async function exportConversation(chat: Chat, options: ExportConversation): Promise<boolean> {
  if (!(await readAll(chat))) return false;
  const { app, format, title, words } = options;
  const text = exportThread(chat.getSnapshot(), format, { app, title, words });
  const isJson = format === 'json';
  download(text, `${fileName(title)}.${isJson ? 'json' : 'md'}`, isJson ? 'application/json' : 'text/markdown');
  return true;
}

async function readAll(chat: Chat): Promise<boolean> {
  for (;;) {
    await whenRead(chat);
    if (!chat.getSnapshot().history.hasMore) return true;
    const result = await chat.actions.loadOlder();
    if (!result.ok && result.reason !== 'busy') return false;
  }
}

/** Resolves when no messages are on their way. */
function whenRead(chat: Chat): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (chat.getSnapshot().history.status === 'loading') return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = chat.subscribe(look);
    look();
  });
}

/** A name without what file systems refuse, e.g. `a/b: c` becomes `a b c`. */
function fileName(title: string): string {
  const plain = title
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
    .replace(/[\\/:*?"<>|\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return Array.from(plain).slice(0, 80).join('').trim() || 'conversation';
}
