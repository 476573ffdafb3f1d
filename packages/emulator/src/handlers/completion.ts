import type { Context } from '../context.ts';
import { completionGate } from '../http/gates.ts';
import { readJson, readUser } from '../http/read-body.ts';
import { takeSlot } from '../run/slots.ts';
import { talkOf } from '../run/talk-of.ts';
import { endUserOf } from '../world/end-user-of.ts';
import { answerRun } from './answer-run.ts';
import { readCompletionPayload, readTraceSession } from './chat-payload.ts';
import { readFormInputs } from './form-inputs.ts';
import { newMessage } from './new-rows.ts';
import { readFiles } from './read-files.ts';
import { takeAnswerFault } from './take-answer-fault.ts';

export async function send(context: Context): Promise<Response> {
  const { app, request, server } = context;
  const body = await readJson(request);
  takeAnswerFault(server.faults);
  const user = readUser(body.user, 'required');
  completionGate(app);
  const payload = readCompletionPayload(body);
  readTraceSession(context, body);
  endUserOf(server, app.key, user);
  const release = takeSlot(server, app);
  try {
    const files = readFiles(context, payload.files, user);
    const inputs = readFormInputs(app, payload.inputs);
    const message = newMessage(context, { conversation: undefined, user, query: payload.query, inputs, files });
    server.world.messages.set(message.id, message);
    server.changed();
    const run = {
      conversation: undefined,
      message,
      taskId: server.id(),
      isNamed: false,
      request: talkOf(context, message, []),
    };
    return await answerRun(context, run, payload.streams, release);
  } catch (error) {
    release();
    throw error;
  }
}

export async function stop({ app, request, respond, server, slots }: Context): Promise<Response> {
  const body = await readJson(request);
  const user = readUser(body.user, 'required');
  completionGate(app);
  const run = server.runs.get(slots.task_id ?? '');
  if (run?.user === user) run.stop();
  return respond.json({ result: 'success' });
}
