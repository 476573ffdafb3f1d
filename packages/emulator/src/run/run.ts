import type { Context } from '../context.ts';
import type { ModelAnswer } from '../model/model.ts';
import type { ConversationRow, MessageRow } from '../world.ts';
import { countTokens } from './usage.ts';

/** One answer on its way. */
export interface Run {
  readonly conversation: ConversationRow;
  readonly message: MessageRow;
  readonly taskId: string;
  /** Whether the conversation gets its title from this question. */
  readonly isNamed: boolean;
  /** Asks the model. */
  ask(): Promise<ModelAnswer>;
}

/** Gives a new conversation its title. */
export function nameConversation({ app, server }: Context, { conversation, isNamed, message }: Run): void {
  if (!isNamed || app.title === undefined) return;
  conversation.name = app.title(message.query);
  server.changed();
}

/** Keeps what was answered. */
export function storeAnswer(context: Context, run: Run, answer: ModelAnswer, text: string, latency: number): void {
  const { message } = run;
  message.answer = text;
  message.sources = [...answer.sources];
  message.followUps = [...answer.followUps];
  message.tokens = { prompt: promptTokens(message, answer), answer: countTokens(text) };
  settle(context, run, latency);
}

/** Keeps what a stopped answer has come to: its text, and nothing of what it was made from. */
export function storeStopped(context: Context, run: Run, text: string, latency: number): void {
  run.message.answer = text;
  settle(context, run, latency);
}

/** Keeps why there is no answer. The text that was sent already is lost. */
export function storeFailure(context: Context, run: Run, reason: string, latency: number): void {
  Object.assign(run.message, { answer: '', status: 'error', error: reason });
  settle(context, run, latency);
}

function settle({ server }: Context, { conversation, message }: Run, latency: number): void {
  message.latency = latency;
  conversation.updated_at = server.now();
  server.changed();
}

function promptTokens({ query }: MessageRow, { sources }: ModelAnswer): number {
  return countTokens(query) + sources.reduce((sum, { content }) => sum + countTokens(content ?? ''), 0);
}

/** What a failure of the model says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
