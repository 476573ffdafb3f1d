import { gather } from '../model/collect.ts';
import type { ModelRequest } from '../model/model.ts';
import { messageEvent } from './events.ts';
import { modelPieces } from './model-pieces.ts';
import { settle, type Turn } from './run.ts';

/** Lets the model answer, piece by piece; what was said and found is kept. */
export async function playChat(turn: Turn, request: ModelRequest): Promise<string> {
  const { context, emit, run } = turn;
  const gatherer = gather(request);
  let text = '';
  for await (const piece of modelPieces(turn, context.app.model, request)) {
    const added = gatherer.add(piece);
    text += added;
    if (added !== '') await emit(messageEvent(turn, added));
  }
  if (turn.isLeft()) return text;
  if (turn.isStopped()) {
    settle(turn, { answer: text });
    return text;
  }
  await emit(messageEvent(turn, ''));
  const { followUps, sources, usage } = gatherer.collected();
  run.message.tokens = { prompt: usage.prompt_tokens, answer: usage.completion_tokens };
  run.message.followUps = [...followUps];
  if (sources.length > 0) run.message.sources = [...sources];
  return text;
}
