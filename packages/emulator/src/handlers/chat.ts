import type { Context } from '../context.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { invalidParam, refusalOf } from '../http/refusal.ts';
import type { ModelFile } from '../model/model.ts';
import type { Run } from '../run/run.ts';
import { streamRun } from '../run/stream-run.ts';
import { wholeRun } from '../run/whole-run.ts';
import { type ConversationRow, type MessageRow, turnsOf } from '../world.ts';
import { readChatPayload } from './chat-payload.ts';
import { ownConversation } from './conversations.ts';
import { readFormInputs } from './form-inputs.ts';
import { readFiles } from './message-files.ts';

export async function send(context: Context): Promise<Response> {
  const { app, request, respond, server } = context;
  const body = await readJson(request);
  const { faults } = server;
  if (faults.answerStatus !== null) {
    const status = faults.answerStatus;
    faults.answerStatus = null;
    throw refusalOf(status);
  }
  const user = readUser(body.user, 'required');
  const payload = readChatPayload(body);
  const { conversationId, query } = payload;
  if (query === '') throw invalidParam('query is required');
  const existing =
    conversationId === undefined ? undefined : ownConversation(context, conversationId, user, '/chat-messages');
  const files = readFiles(context, payload.files, user);
  const inputs = readFormInputs(app, payload.inputs);

  const conversation = existing ?? newConversation(context, user, query, inputs);
  const before = turnsOf(server.world, conversation.id);
  const message = newMessage(context, conversation, query, inputs);
  message.files = files.map(({ id }) => id);
  message.order = before.length;
  conversation.updated_at = message.created_at;
  server.world.conversations.set(conversation.id, conversation);
  server.world.messages.set(message.id, message);
  server.changed();
  const run: Run = {
    conversation,
    message,
    taskId: server.id(),
    isNamed: existing === undefined && payload.autoName,
    ask: async () =>
      app.model({
        query,
        history: before.map((turn) => ({ query: turn.query, answer: turn.answer })),
        files: modelFiles(context, [message]),
        earlierFiles: modelFiles(context, before),
      }),
  };
  if (payload.streams) return respond.events(streamRun(context, run));
  return respond.json(await wholeRun(context, run), 200, true);
}

/** A conversation is called by its first question until it gets a title. */
function newConversation(
  { app, server }: Context,
  user: string,
  query: string,
  inputs: Record<string, unknown>,
): ConversationRow {
  const now = server.now();
  const letters = Array.from(query);
  const name = letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : query;
  return { id: server.id(), app: app.key, user, name, inputs, created_at: now, updated_at: now };
}

function newMessage(
  { app, server }: Context,
  { id, user }: ConversationRow,
  query: string,
  inputs: Record<string, unknown>,
): MessageRow {
  return {
    id: server.id(),
    conversation_id: id,
    app: app.key,
    user,
    inputs,
    query,
    answer: '',
    files: [],
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

function modelFiles({ server }: Context, turns: readonly MessageRow[]): ModelFile[] {
  return turns.flatMap(({ files }) =>
    files.flatMap((id) => {
      const row = server.world.files.get(id);
      return row === undefined ? [] : [{ id: row.id, name: row.name, text: row.text }];
    }),
  );
}

export async function stop({ request, respond, server, slots }: Context): Promise<Response> {
  const body = await readJson(request);
  const user = readUser(body.user, 'required');
  const run = server.runs.get(slots.task_id ?? '');
  if (run?.user === user) run.stop();
  return respond.json({ result: 'success' });
}
