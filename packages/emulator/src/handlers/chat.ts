import type { Context } from '../context.ts';
import { chatGate } from '../http/gates.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import { takeSlot } from '../run/slots.ts';
import { talkOf } from '../run/talk-of.ts';
import { sendToChatflow } from '../workflow/chatflow.ts';
import { stopRun } from '../workflow/stop-run.ts';
import { endUserOf } from '../world/end-user-of.ts';
import { turnsOf } from '../world/turns-of.ts';
import { answerRun } from './answer-run.ts';
import { readChatPayload, readTraceSession } from './chat-payload.ts';
import { ownConversation } from './conversations.ts';
import { readFormInputs } from './form-inputs.ts';
import { newConversation, newMessage } from './new-rows.ts';
import { readFiles } from './read-files.ts';
import { takeAnswerFault } from './take-answer-fault.ts';

export async function send(context: Context): Promise<Response> {
  const { app, request, server } = context;
  const body = await readJson(request);
  takeAnswerFault(server.faults);
  const user = readUser(body.user, 'required');
  chatGate(app);
  const payload = readChatPayload(body);
  readTraceSession(context, body);
  endUserOf(server, app.key, user);
  const { mode } = app.info;
  const streams = payload.streams || (mode === 'agent' && !payload.blocks);
  if (mode === 'advanced-chat') {
    const workflowId = typeof body.workflow_id === 'string' ? body.workflow_id : undefined;
    return sendToChatflow(context, { ...payload, user, workflowId });
  }
  if (mode === 'agent' && !streams) {
    throw new Refusal(400, 'bad_request', 'Agent App only supports streaming response mode.');
  }
  const release = takeSlot(server, app);
  try {
    if (mode === 'agent-chat' && !streams) throw invalidParam('Agent Chat App does not support blocking mode');
    const { conversationId, query } = payload;
    if (query === '') throw invalidParam('query is required');
    if (mode === 'agent' && app.isPublished === false) throw invalidParam('model is required');
    const existing =
      conversationId === undefined ? undefined : ownConversation(context, conversationId, user, '/chat-messages');
    const files = readFiles(context, payload.files, user);
    const inputs = readFormInputs(app, payload.inputs);

    const conversation = existing ?? newConversation(context, user, query, inputs);
    const before = turnsOf(server.world, conversation.id);
    const message = newMessage(context, { conversation, user, query, inputs, files });
    message.order = before.length;
    conversation.updated_at = message.created_at;
    server.world.conversations.set(conversation.id, conversation);
    server.world.messages.set(message.id, message);
    server.changed();
    const run = {
      conversation,
      message,
      taskId: server.id(),
      isNamed: existing === undefined && payload.autoName,
      request: talkOf(context, message, before),
    };
    return await answerRun(context, run, streams, release);
  } catch (error) {
    release();
    throw error;
  }
}

export async function stop({ app, request, respond, server, slots }: Context): Promise<Response> {
  const body = await readJson(request);
  const user = readUser(body.user, 'required');
  chatGate(app);
  const taskId = slots.task_id ?? '';
  const run = server.runs.get(taskId);
  // A chatflow's run is told by any user; who that was decides how it ends.
  if (app.info.mode === 'advanced-chat') stopRun(server, taskId, user);
  else if (run?.user === user) run.stop();
  return respond.json({ result: 'success' });
}
