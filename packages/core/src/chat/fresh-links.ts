import type { ChatMessage, FilePart, MessageAttachment, MessagePart } from './message.ts';

/** Milliseconds for which a signed address is taken for good. Dify signs for 300 s unless told otherwise. */
const lifetimeMs = 240_000;

type Linked = { readonly id: string; readonly url?: string };

/**
 * A row with the addresses of its files that history has signed anew, where the held ones are too old to work. The same
 * row where none is.
 */
export function withFreshLinks<Row extends ChatMessage>(held: Row, stored: ChatMessage, now: number): Row;
export function withFreshLinks(held: ChatMessage, stored: ChatMessage, now: number): ChatMessage {
  if (held.role === 'user') {
    if (stored.role !== 'user') return held;
    const files = held.files.map((file): MessageAttachment => freshened(file, stored.files, now));
    return files.every((file, at) => file === held.files[at]) ? held : { ...held, files };
  }
  if (stored.role !== 'assistant') return held;
  const others = stored.parts.filter((part): part is FilePart => part.type === 'file');
  const parts = held.parts.map((part): MessagePart => (part.type === 'file' ? freshened(part, others, now) : part));
  return parts.every((part, at) => part === held.parts[at]) ? held : { ...held, parts };
}

function freshened<File extends Linked>(file: File, stored: readonly Linked[], now: number): File {
  const { url } = file;
  if (url === undefined || !isOld(url, now)) return file;
  const path = pathOf(url);
  const other = stored.find(({ id }) => id === file.id) ?? stored.find((one) => one.url && pathOf(one.url) === path);
  return other?.url && other.url !== url ? { ...file, url: other.url } : file;
}

/** Whether an address was signed so long ago that it works no more. */
function isOld(url: string, now: number): boolean {
  const seconds = Number(/[?&]timestamp=(\d+)/.exec(url)?.[1]);
  return seconds > 0 && now - seconds * 1000 > lifetimeMs;
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/, '');
}
