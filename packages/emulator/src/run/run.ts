import type { Context } from '../context.ts';
import type { ModelRequest } from '../model/model.ts';
import type { ConversationRow, MessageRow } from '../world/app-rows.ts';

/** One answer on its way. */
export interface Run {
  /** Absent in a completion. */
  readonly conversation: ConversationRow | undefined;
  readonly message: MessageRow;
  readonly taskId: string;
  /** Whether the conversation gets its title from this question. */
  readonly isNamed: boolean;
  /** What the model is asked, but for what the app finds and the signal. */
  readonly request: Omit<ModelRequest, 'signal'>;
}

/** A run with what a way of answering needs. */
export interface Turn {
  readonly context: Context;
  readonly run: Run;
  /** Sends an event; resolves when the next one may come. */
  emit(event: object): Promise<void> | void;
  /** Aborted when the answer is stopped, or when nobody reads it any more. */
  readonly ended: AbortSignal;
  /** Only when somebody asked for it. */
  isStopped(): boolean;
  /** Whether its reader has left. */
  isLeft(): boolean;
  /** Seconds since it began. */
  latency(): number;
}

/** Keeps what a finished or stopped answer has come to. A stopped one has spent nothing. */
export function settle({ context, run, latency }: Turn, fields: Partial<MessageRow>): void {
  const { conversation, message } = run;
  Object.assign(message, fields);
  message.latency = latency();
  if (conversation !== undefined) conversation.updated_at = context.server.now();
  context.server.changed();
}
