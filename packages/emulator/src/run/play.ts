import { collect } from '../model/collect.ts';
import type { ModelRequest } from '../model/model.ts';
import { modelRequest } from '../model/model-request.ts';
import { annotationReply, hitAnnotation } from './annotation-hit.ts';
import { endEvent, replaceEvent } from './events.ts';
import { findPassages } from './find-passages.ts';
import { refusedInput, replacedOutput } from './moderation.ts';
import { playAgent } from './play-agent.ts';
import { playAgentApp } from './play-agent-app.ts';
import { playChat } from './play-chat.ts';
import { playPreset } from './play-preset.ts';
import { settle, type Turn } from './run.ts';
import type { ZeroPrice } from './usage.ts';

/**
 * Plays a run from the question to `message_end`, and keeps what it comes to. Resolves to the price as it stands in the
 * usage. Rejects with what the model throws.
 */
export async function play(turn: Turn): Promise<ZeroPrice> {
  const { context, emit, run } = turn;
  const { app, server } = context;
  const { message } = run;
  await server.sleep(server.pace.firstMs, turn.ended);
  nameConversation(turn);
  const isCompletion = app.info.mode === 'completion';
  const refused = refusedInput(app, message.query, message.inputs);
  const annotation = refused !== undefined || isCompletion ? undefined : hitAnnotation(context, message.query);
  const preset = refused ?? annotation?.answer;
  if (preset !== undefined) {
    if (annotation !== undefined) message.annotation = annotationReply(annotation);
    await playPreset(turn, preset);
    if (turn.isLeft()) return '0.0';
    settle(turn, { answer: preset });
    await emit(endEvent(turn, '0.0'));
    return '0.0';
  }
  const passages = await findPassages(context, run.request.query);
  if (app.parameters.retriever_resource?.enabled !== false) message.sources = [...passages];
  const request: ModelRequest = { ...run.request, context: passages, signal: turn.ended };
  const text = await (app.info.mode === 'agent-chat'
    ? playAgent(turn, request)
    : app.info.mode === 'agent'
      ? playAgentApp(turn, request)
      : playChat(turn, request));
  if (turn.isLeft()) return '0E-7';
  const price: ZeroPrice = turn.isStopped() ? '0E-7' : '0';
  if (turn.isStopped()) message.sources = [];
  else {
    const replacement = replacedOutput(app, text);
    if (replacement !== undefined) await emit(replaceEvent(turn, replacement));
    settle(turn, { answer: replacement ?? text });
  }
  await emit(endEvent(turn, price));
  return price;
}

/** Gives a new conversation its title, soon. */
function nameConversation({ context, run }: Turn): void {
  const { app, server } = context;
  const { conversation, isNamed, message } = run;
  if (!isNamed || conversation === undefined) return;
  const called = conversation.name;
  const give = (name: string) => {
    // Somebody may have renamed it since.
    if (conversation.name !== called || name === '') return;
    conversation.name = name;
    server.changed();
  };
  if (app.title !== undefined) {
    give(app.title(message.query));
    return;
  }
  const request = modelRequest({ purpose: 'title', query: message.query });
  collect(app.model, request).then(
    ({ text }) => give(text.trim()),
    () => {},
  );
}
