import type { Context } from '../context.ts';
import { invalidParam } from '../http/refusal.ts';
import { nameConversation, type Run, reasonOf, storeAnswer, storeFailure } from './run.ts';
import { wholeSources } from './sources.ts';
import { usageOf } from './usage.ts';

/** The answer in one piece. */
export async function wholeRun(context: Context, run: Run): Promise<object> {
  const { app, server } = context;
  const { message, taskId } = run;
  const started = performance.now();
  const latency = () => (performance.now() - started) / 1000;
  let text = '';
  try {
    await server.sleep(server.pace.firstMs);
    nameConversation(context, run);
    const answer = await run.ask();
    for await (const piece of answer.pieces) {
      text += piece;
      await server.sleep(server.pace.pieceMs);
    }
    storeAnswer(context, run, answer, text, latency());
  } catch (error) {
    storeFailure(context, run, reasonOf(error), latency());
    throw invalidParam(reasonOf(error));
  }
  const usage = usageOf({ ...message.tokens, latency: message.latency });
  return {
    event: 'message',
    task_id: taskId,
    id: message.id,
    message_id: message.id,
    conversation_id: message.conversation_id,
    mode: app.info.mode,
    answer: text,
    metadata: {
      annotation_reply: null,
      retriever_resources: wholeSources(message.sources),
      usage: { ...usage, time_to_first_token: null, time_to_generate: null },
      reasoning: {},
    },
    created_at: message.created_at,
  };
}
