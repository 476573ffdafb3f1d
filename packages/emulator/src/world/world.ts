import type { RetrieverResource } from '@dify-oapi/core';

/** A conversation as it is kept. Times are Unix seconds. */
export interface ConversationRow {
  id: string;
  app: string;
  user: string;
  name: string;
  inputs: Record<string, unknown>;
  created_at: number;
  updated_at: number;
}

/** A turn as it is kept. */
export interface MessageRow {
  id: string;
  conversation_id: string;
  app: string;
  user: string;
  inputs: Record<string, unknown>;
  query: string;
  answer: string;
  files: string[];
  sources: RetrieverResource[];
  feedback: 'like' | 'dislike' | null;
  status: 'normal' | 'error';
  error: string | null;
  created_at: number;
  /** Turns of one second keep their order by it. */
  order: number;
  tokens: { prompt: number; answer: number };
  /** Seconds. */
  latency: number;
  /** Follow-up questions that the model has in mind. */
  followUps: string[];
}

/** An uploaded file as it is kept: its text, not its bytes. */
export interface FileRow {
  id: string;
  app: string;
  user: string;
  name: string;
  size: number;
  extension: string;
  mime_type: string;
  created_at: number;
  text: string;
}

/** Everything that a server remembers. Plain data: it can be written as JSON. */
export interface World {
  conversations: Map<string, ConversationRow>;
  messages: Map<string, MessageRow>;
  files: Map<string, FileRow>;
}

/** A server's memory as JSON. */
export interface WorldSnapshot {
  version: 1;
  conversations: ConversationRow[];
  messages: MessageRow[];
  files: FileRow[];
}

export function emptyWorld(): World {
  return { conversations: new Map(), messages: new Map(), files: new Map() };
}

/** A deep copy as plain data. */
export function toSnapshot(world: World): WorldSnapshot {
  return structuredClone({
    version: 1 as const,
    conversations: [...world.conversations.values()],
    messages: [...world.messages.values()],
    files: [...world.files.values()],
  });
}

/**
 * A server's memory from a snapshot.
 *
 * @throws TypeError when it is no snapshot of this version
 */
export function fromSnapshot(snapshot: WorldSnapshot): World {
  const lists = [snapshot?.conversations, snapshot?.messages, snapshot?.files];
  if (snapshot?.version !== 1 || !lists.every(Array.isArray)) {
    throw new TypeError('This is no snapshot of an emulator of this version. Delete it to begin with an empty server.');
  }
  const { conversations, messages, files } = structuredClone(snapshot);
  const byId = <Row extends { id: string }>(rows: Row[]) => new Map(rows.map((row) => [row.id, row]));
  return { conversations: byId(conversations), messages: byId(messages), files: byId(files) };
}

/** A user's turns of a conversation, oldest first. */
export function turnsOf(world: World, conversationId: string): MessageRow[] {
  return [...world.messages.values()]
    .filter((message) => message.conversation_id === conversationId)
    .sort((a, b) => a.created_at - b.created_at || a.order - b.order);
}
