import type { Context } from '../context.ts';
import type { ChatPayload } from '../handlers/chat-payload.ts';
import { ownConversation } from '../handlers/conversations.ts';
import { newConversation, newMessage } from '../handlers/new-rows.ts';
import { appUnavailable } from '../http/gates.ts';
import { isUuid } from '../http/is-uuid.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { collect } from '../model/collect.ts';
import { modelRequest } from '../model/model-request.ts';
import { hitAnnotation } from '../run/annotation-hit.ts';
import { refusedInput } from '../run/moderation.ts';
import { takeSlot } from '../run/slots.ts';
import type { ConversationRow, MessageRow } from '../world/app-rows.ts';
import { turnsOf } from '../world/turns-of.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';
import { conversationVariablesOf } from './conversation-variables.ts';
import type { OutputFile } from './output-file.ts';
import { metadataOf, playRun } from './play-run.ts';
import { presetAnswer, presetMetadata, presetStream } from './preset-answer.ts';
import { type FileReader, readOneFile } from './read-file.ts';
import { readRun } from './read-run.ts';
import { readStartInputs } from './read-start-inputs.ts';
import { openForms, pausedData } from './run-results.ts';
import { setupErrorStream } from './setup-error.ts';
import { newRun, workflowIdOf } from './start-run.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';

/** A question with who asks it. */
export interface ChatflowPayload extends ChatPayload {
  readonly user: string;
  /** The published version to run, as it was sent. */
  readonly workflowId: string | undefined;
}

/** A turn of a chatflow: the app's workflow runs, and its Answer nodes speak. Checks conversation, files and form itself. */
export async function sendToChatflow(context: Context, payload: ChatflowPayload): Promise<Response> {
  const { app, request, respond, server } = context;
  const definition = app.workflow;
  if (definition === undefined) throw appUnavailable();
  const { query, streams, user } = payload;
  const release = takeSlot(server, app, streams ? 2 : 1);
  try {
    checkVersion(context, definition, payload.workflowId);
    if (app.isPublished === false) throw invalidParam('Workflow not published');
    const existing = conversationOf(context, payload);
    const reader: FileReader = { app, server, user, origin: new URL(request.url).origin };
    let begun: { inputs: Record<string, unknown>; files: OutputFile[] };
    try {
      if (query === '') throw invalidParam('query is required');
      begun = {
        files: readChatFiles(reader, payload.files),
        inputs: readStartInputs(definition, payload.inputs, reader),
      };
    } catch (error) {
      if (!(error instanceof Refusal) || !streams) throw error;
      release();
      return respond.events(setupErrorStream(context, definition, error, payload.inputs));
    }
    const conversation = existing ?? newConversation(context, user, query, begun.inputs);
    const before = turnsOf(server.world, conversation.id);
    const message = newMessage(context, { conversation, user, query, inputs: begun.inputs, files: [] });
    keepFiles(message, begun.files);
    message.order = before.length;
    conversation.updated_at = message.created_at;
    server.world.conversations.set(conversation.id, conversation);
    server.world.messages.set(message.id, message);
    conversationVariablesOf(server, app.key, definition, conversation.id);
    server.changed();
    if (existing === undefined && payload.autoName) nameConversation(context, conversation, query);

    const refused = refusedInput(app, query, begun.inputs);
    const preset = refused ?? hitAnnotation(context, query)?.answer;
    if (preset !== undefined) {
      const isAnnotation = refused === undefined;
      Object.assign(message, { answer: preset });
      server.changed();
      const taskId = server.id();
      if (streams) return respond.events(presetStream(context, { definition, message, taskId, isAnnotation, release }));
      release();
      return respond.json(presetAnswer(context, message, taskId, isAnnotation), 200, true);
    }
    const row = newRun(context, definition, {
      user,
      inputs: begun.inputs,
      files: begun.files,
      isBlocking: !streams,
      message,
      dialogueCount: before.length + 1,
    });
    message.workflow_run_id = row.id;
    const play = () => playRun({ app, server, definition, row, message }).finally(release);
    if (streams) {
      return respond.events(readRun(server, { runId: row.id, faults: server.faults, begin: () => void play() }));
    }
    await play();
    return respond.json(wholeAnswer(context, row, message), 200, true);
  } catch (error) {
    release();
    throw error;
  }
}

/** Older servers begin a new conversation instead of saying that there is none. */
function conversationOf(context: Context, { conversationId, user }: ChatflowPayload): ConversationRow | undefined {
  if (conversationId === undefined) return undefined;
  try {
    return ownConversation(context, conversationId, user, '/chat-messages');
  } catch (error) {
    if (context.server.profile === '1.14') return undefined;
    throw error;
  }
}

/** What the web framework adds to a 404 of this route. */
const help =
  '. You have requested this URI [/v1/chat-messages] but did you mean /v1/chat-messages or /api/chat-messages or /v1/chat-messages/<string:task_id>/stop ?';

/**
 * Whether a version of the workflow may be run.
 *
 * @throws Refusal for ids that are none, for drafts and for versions that nobody knows
 */
export function checkVersion(context: Context, definition: WorkflowDefinition, id: string | undefined): void {
  if (id === undefined || id === '') return;
  if (!isUuid(id)) throw new Refusal(400, 'bad_request', `Invalid workflow_id format: '${id}'. `);
  if (id !== workflowIdOf(context, definition)) {
    throw new Refusal(
      404,
      'not_found',
      `Workflow not found with id: ${id}${context.app.info.mode === 'workflow' ? '' : help}`,
    );
  }
}

/** The files of a question. An app that takes none ignores them, whatever they are. */
function readChatFiles(reader: FileReader, mappings: ChatPayload['files']): OutputFile[] {
  const settings = reader.app.parameters.file_upload;
  if (settings?.enabled !== true) return [];
  const named = mappings.filter(
    ({ remote_url, transfer_method: method, url }) => method && (method !== 'remote_url' || url || remote_url),
  );
  const files = named.map((mapping) =>
    readOneFile(reader, mapping, {
      allowed_file_types: settings.allowed_file_types ?? [],
      allowed_file_extensions: settings.allowed_file_extensions ?? [],
      allowed_file_upload_methods: settings.allowed_file_upload_methods ?? [],
    }),
  );
  const { image, number_limits: limit } = settings;
  const imageLimit: unknown =
    typeof image === 'object' && image !== null ? Reflect.get(image, 'number_limits') : undefined;
  const images = files.filter(({ type }) => type === 'image').length;
  if (typeof imageLimit === 'number' && images > imageLimit) {
    throw invalidParam(`Number of image files exceeds the maximum limit ${imageLimit}`);
  }
  if (limit && files.length > limit) throw invalidParam(`Number of files exceeds the maximum limit ${limit}`);
  return files;
}

function keepFiles(message: MessageRow, files: readonly OutputFile[]): void {
  const uploads = files.filter(({ transfer_method }) => transfer_method === 'local_file');
  message.files = uploads.flatMap(({ related_id }) => related_id ?? []);
  message.fileTypes = uploads.map(({ type }) => type);
  const remote = files.flatMap(({ remote_url, transfer_method, type }) =>
    transfer_method === 'remote_url' && remote_url ? [{ type, url: remote_url }] : [],
  );
  if (remote.length > 0) message.remoteFiles = remote;
}

function nameConversation({ app, server }: Context, conversation: ConversationRow, query: string): void {
  const called = conversation.name;
  const give = (name: string) => {
    if (conversation.name !== called || name === '') return;
    conversation.name = name;
    server.changed();
  };
  if (app.title !== undefined) {
    give(app.title(query));
    return;
  }
  collect(app.model, modelRequest({ purpose: 'title', query })).then(
    ({ text }) => give(text.trim()),
    () => {},
  );
}

/** The answer in one piece: whole, paused, or refused because the run failed. */
function wholeAnswer({ app, server }: Context, row: WorkflowRunRow, message: MessageRow): object {
  const { conversation_id, created_at, id } = message;
  if (row.status === 'failed') throw invalidParam(`Run failed: ${row.error ?? ''}`);
  const head = { task_id: row.task_id, id, message_id: id, conversation_id, mode: app.info.mode };
  if (row.status !== 'paused') {
    const metadata = metadataOf.get(row) ?? presetMetadata(server, false);
    return { event: 'message', ...head, answer: message.answer, metadata, created_at };
  }
  const { paused_nodes, reasons, status, elapsed_time, total_tokens, total_steps } = pausedData(
    server,
    row,
    openForms(server, row),
  );
  const metadata = {
    annotation_reply: null,
    retriever_resources: [],
    usage: null,
    ...(server.profile === '1.14' ? {} : { reasoning: {} }),
  };
  const facts = { answer: message.answer, metadata, created_at };
  return {
    event: 'workflow_paused',
    ...head,
    ...facts,
    workflow_run_id: row.id,
    data: {
      id,
      mode: app.info.mode,
      conversation_id,
      message_id: id,
      workflow_run_id: row.id,
      ...facts,
      paused_nodes,
      reasons,
      status,
      elapsed_time,
      total_tokens,
      total_steps,
    },
  };
}
