import type { Context } from '../context.ts';
import { readJson, readUser, readUuid } from '../http/read-body.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import type { ModelFile } from '../model/model.ts';
import { type Run, streamRun, wholeRun } from '../run.ts';
import { type MessageRow, turnsOf } from '../world.ts';
import { ownConversation } from './conversations.ts';

export async function send(context: Context): Promise<Response> {
  const { app, request, respond, server } = context;
  const body = await readJson(request);
  const { faults } = server;
  if (faults.answerStatus !== null) {
    const status = faults.answerStatus;
    faults.answerStatus = null;
    throw statusRefusal(status);
  }
  const required = ['inputs', 'query'].find((name) => body[name] === undefined);
  if (required !== undefined)
    throw invalidParam(`1 validation error for ChatRequestPayload\n${required}\n  Field required`);
  const { query, inputs, response_mode: mode = 'blocking' } = body;
  if (typeof query !== 'string' || typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    throw invalidParam('1 validation error for ChatRequestPayload\nquery\n  Input should be a valid string');
  }
  if (query === '') throw invalidParam('query is required');
  if (mode !== 'blocking' && mode !== 'streaming') {
    throw invalidParam(
      "1 validation error for ChatRequestPayload\nresponse_mode\n  Input should be 'blocking' or 'streaming'",
    );
  }
  const user = readUser(body.user, 'required');
  const conversationId = readUuid('conversation_id', body.conversation_id);
  const existing = conversationId === undefined ? undefined : ownConversation(context, conversationId, user);
  const files = readFiles(context, body.files, user);

  const now = server.now();
  const taken = Object.fromEntries(Object.entries(inputs));
  const conversation = existing ?? {
    id: server.id(),
    app: app.key,
    user,
    name: query.length > 20 ? `${query.slice(0, 20)}…` : query,
    inputs: taken,
    created_at: now,
    updated_at: now,
  };
  conversation.updated_at = now;
  server.world.conversations.set(conversation.id, conversation);
  const before = turnsOf(server.world, conversation.id);
  const message: MessageRow = {
    id: server.id(),
    conversation_id: conversation.id,
    app: app.key,
    user,
    inputs: taken,
    query,
    answer: '',
    files: files.map(({ id }) => id),
    sources: [],
    feedback: null,
    status: 'normal',
    error: null,
    created_at: now,
    order: before.length,
    tokens: { prompt: 0, answer: 0 },
    latency: 0,
    followUps: [],
  };
  server.world.messages.set(message.id, message);
  server.changed();

  const run: Run = {
    conversation,
    message,
    taskId: server.id(),
    isFirst: existing === undefined && body.auto_generate_name !== false,
  };
  const earlierFiles = before.flatMap((turn) => turn.files.flatMap((id) => toModelFile(context, id)));
  const answer = await app.model({
    query,
    history: before.map((turn) => ({ query: turn.query, answer: turn.answer })),
    files,
    earlierFiles,
  });
  if (mode === 'streaming') return respond.events(streamRun(context, run, answer));
  return respond.json(await wholeRun(context, run, answer), 200, true);
}

export async function stop({ request, respond, server, slots }: Context): Promise<Response> {
  const body = await readJson(request);
  const user = readUser(body.user, 'required');
  const run = server.runs.get(slots.task_id ?? '');
  if (run?.user === user) run.stop();
  return respond.json({ result: 'success' });
}

function readFiles(context: Context, value: unknown, user: string): ModelFile[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value))
    throw invalidParam('1 validation error for ChatRequestPayload\nfiles\n  Input should be a valid list');
  const limit = context.app.parameters.file_upload?.number_limits ?? 3;
  if (value.length > limit) throw invalidParam(`Number of files exceeds the maximum limit ${limit}`);
  const allowed = (context.app.parameters.file_upload?.allowed_file_extensions ?? []).map((extension) =>
    extension.toLowerCase(),
  );
  return value.flatMap((mapping: unknown) => {
    const id: unknown =
      typeof mapping === 'object' && mapping !== null ? Reflect.get(mapping, 'upload_file_id') : undefined;
    const row = typeof id === 'string' ? context.server.world.files.get(id) : undefined;
    if (row === undefined || row.user !== user) throw invalidParam('Invalid upload file');
    if (allowed.length > 0 && !allowed.includes(`.${row.extension}`))
      throw invalidParam(`File validation failed for file: ${row.name}`);
    return toModelFile(context, row.id);
  });
}

function toModelFile({ server }: Context, id: string): ModelFile[] {
  const row = server.world.files.get(id);
  return row === undefined ? [] : [{ id: row.id, name: row.name, text: row.text }];
}

const refusals: Readonly<Record<number, readonly [code: string, message: string]>> = {
  401: ['unauthorized', 'Access token is invalid'],
  403: ['forbidden', 'The app’s API service has been disabled.'],
  404: ['not_found', 'Conversation Not Exists.'],
  429: ['too_many_requests', 'Too many requests. Please try again later.'],
};

/** The refusal that a fault asks for. */
export function statusRefusal(status: number): Refusal {
  const [code, message] = refusals[status] ?? ['internal_server_error', 'The server encountered an internal error.'];
  return new Refusal(status, code, message);
}
