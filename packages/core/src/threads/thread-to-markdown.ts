import type { AssistantMessage, ChatMessage, MessagePart, UserMessage } from '../chat/message.ts';

/** Words of a thread in Markdown. */
export interface MarkdownWords {
  readonly you: string;
  readonly assistant: string;
  readonly sources: string;
  readonly stopped: string;
  readonly interrupted: string;
  readonly failed: string;
  readonly waiting: string;
  /** Before the button that answered a form. */
  readonly answered: string;
  readonly tool: string;
}

const english: MarkdownWords = {
  you: 'You',
  assistant: 'Assistant',
  sources: 'Sources',
  stopped: 'Stopped.',
  interrupted: 'Interrupted.',
  failed: 'Failed:',
  waiting: 'Waiting for a person.',
  answered: 'Answered:',
  tool: 'Tool:',
};

/** Rows as Markdown: a heading a row, then its text, its files and what it rests on. */
export function threadToMarkdown(
  messages: readonly ChatMessage[],
  title: string | undefined,
  words: Partial<MarkdownWords> = {},
): string {
  const all = { ...english, ...words };
  const heading = title ? [`# ${inline(title)}`] : [];
  const rows = messages.map((row) => (row.role === 'user' ? question(row, all) : answer(row, all)));
  return `${[...heading, ...rows].join('\n\n')}\n`;
}

function question(row: UserMessage, words: MarkdownWords): string {
  const files = row.files.map(({ name, url, kind }) => `- ${link(name || kind, url)}`).join('\n');
  return blocks([`## ${words.you}`, time(row.createdAt), row.text, files]);
}

function answer(row: AssistantMessage, words: MarkdownWords): string {
  const parts = row.parts.map((part) => partText(part, words));
  return blocks([`## ${words.assistant}`, time(row.createdAt), ...parts, ending(row, words), sources(row, words)]);
}

function partText(part: MessagePart, words: MarkdownWords): string {
  switch (part.type) {
    case 'text':
      return part.text.trim();
    case 'reasoning':
      return '';
    case 'tool':
      return part.name === '' ? '' : `*${words.tool} ${inline(part.name)}*`;
    case 'file':
      return `- ${link(part.name || part.kind, part.url)}`;
    case 'human-input': {
      const { title, answer: given } = part.form;
      return `> **${inline(title)}** ${given ? `${words.answered} ${inline(given.title)}` : words.waiting}`;
    }
  }
}

function ending({ status }: AssistantMessage, words: MarkdownWords): string {
  switch (status.type) {
    case 'stopped':
      return `*${words.stopped}*`;
    case 'interrupted':
      return `*${words.interrupted}*`;
    case 'failed':
      return `*${words.failed} ${inline(status.error.reason)}*`;
    default:
      return '';
  }
}

function sources({ sources: found }: AssistantMessage, words: MarkdownWords): string {
  if (found.length === 0) return '';
  const lines = found.map(({ position, document_name, dataset_name, content }, at) => {
    const place = [document_name, dataset_name].filter(Boolean).map((name) => inline(name ?? ''));
    const passage = content ? `\n   > ${inline(content).slice(0, 300)}` : '';
    return `${position ?? at + 1}. ${place.join(', ')}${passage}`;
  });
  return `**${words.sources}**\n\n${lines.join('\n')}`;
}

function link(name: string, url: string | undefined): string {
  const safe = url && /^(?:https?:\/\/|\/(?!\/))/i.test(url) ? url.replace(/[\s<>]/g, encodeURIComponent) : '';
  return safe === '' ? inline(name) : `[${inline(name)}](<${safe}>)`;
}

/** Words of somebody else on one line, none of which is a mark of Markdown. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .trim();
}

function time(createdAt: number): string {
  return `*${new Date(createdAt).toISOString().slice(0, 16).replace('T', ' ')} UTC*`;
}

function blocks(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
