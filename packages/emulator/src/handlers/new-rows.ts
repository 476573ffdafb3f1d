import type { Context } from '../context.ts';
import type { ConversationRow, MessageRow } from '../world/app-rows.ts';
import type { NamedFile } from './read-files.ts';

type Inputs = Record<string, unknown>;

/** A conversation that begins. It is called by its first question until it gets a title. */
export function newConversation(
  { app, server }: Context,
  user: string,
  query: string,
  inputs: Inputs,
): ConversationRow {
  const now = server.now();
  const letters = Array.from(query);
  const name = letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : query;
  return { id: server.id(), app: app.key, user, name, inputs, created_at: now, updated_at: now };
}

/** A turn that begins, of a conversation or of none. */
export function newMessage(
  { app, server }: Context,
  { conversation, files, inputs, query, user }: NewMessage,
): MessageRow {
  const uploads = files.flatMap(({ row, type }) => (row === undefined ? [] : [{ id: row.id, type }]));
  const remote = files.flatMap(({ type, url }) => (url === undefined ? [] : [{ type, url }]));
  return {
    id: server.id(),
    conversation_id: conversation?.id ?? '',
    app: app.key,
    user,
    inputs,
    query,
    answer: '',
    files: uploads.map(({ id }) => id),
    fileTypes: uploads.map(({ type }) => type),
    ...(remote.length === 0 ? {} : { remoteFiles: remote }),
    sources: [],
    feedback: null,
    status: 'normal',
    error: null,
    created_at: server.now(),
    order: 0,
    tokens: { prompt: 0, answer: 0 },
    latency: 0,
    followUps: [],
  };
}

/** What a turn begins with. */
export interface NewMessage {
  readonly conversation: ConversationRow | undefined;
  readonly user: string;
  readonly query: string;
  readonly inputs: Inputs;
  readonly files: readonly NamedFile[];
}
