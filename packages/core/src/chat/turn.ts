import type { DifyClient } from '../client.ts';
import { AbortError } from '../errors/abort-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import * as chat from '../resources/chat/endpoints.ts';
import type { SendChatMessage } from '../resources/chat/schemas.ts';

/** How long a connection may stay open after the answer has ended: speech may trail, and Dify stores the turn meanwhile. */
const graceMs = 3000;

/** What a turn tells its conversation. */
export interface TurnListeners {
  /** An event of this turn. @returns whether the answer has ended with it */
  onEvent(event: DifyEvent): boolean;
  /** An event of somebody else's turn, or data that is no event. */
  onWarning(warning: string): void;
  /** The answer never came, or broke off before its end. */
  onLost(error: DifyError): void;
}

/** One question's way to Dify and back: the one reader of its stream. */
export interface Turn {
  /** Told by the first event that names it; `null` when the stream ends or is closed without one. */
  readonly taskId: Promise<string | null>;
  /** No event reaches the conversation any more; the connection stays until Dify has stored the turn. */
  settle(): void;
  /** Closes the connection. */
  close(): void;
}

/** Sends a question and reads its answer. Nothing is thrown: the listeners hear of everything. */
export function startTurn(dify: DifyClient, input: SendChatMessage, listeners: TurnListeners): Turn {
  const controller = new AbortController();
  let settled = false;
  let grace: ReturnType<typeof setTimeout> | undefined;
  let learnTaskId: (id: string | null) => void = () => undefined;
  const taskId = new Promise<string | null>((resolve) => {
    learnTaskId = resolve;
  });
  let firstTaskId: string | undefined;
  let messageId: string | undefined;

  function settle(): void {
    settled = true;
    clearTimeout(grace);
    grace = setTimeout(() => controller.abort(), graceMs);
  }

  /** Whether an event is of another run than the one that began here. */
  function isForeign(event: Exclude<DifyEvent, { event: 'unknown' }>): boolean {
    const otherTask = firstTaskId !== undefined && event.task_id !== undefined && event.task_id !== firstTaskId;
    const otherMessage = messageId !== undefined && event.message_id !== undefined && event.message_id !== messageId;
    firstTaskId ??= event.task_id;
    messageId ??= event.message_id;
    if (firstTaskId !== undefined) learnTaskId(firstTaskId);
    return otherTask || otherMessage;
  }

  async function read(): Promise<void> {
    const stream = dify.stream(chat.send, input, { signal: controller.signal, onWarning: listeners.onWarning });
    for await (const event of stream) {
      const foreign = event.event !== 'unknown' && isForeign(event);
      if (foreign) {
        listeners.onWarning(`An event of another run (${event.event}) came in; it was passed over.`);
      } else if (!settled) {
        const ended = listeners.onEvent(event);
        if (ended && event.event === 'error') return;
        if (ended) settle();
      } else if (event.event === 'message_end' || event.event === 'tts_message') {
        listeners.onEvent(event);
        if (event.event === 'tts_message') settle();
      }
    }
    if (!settled) {
      throw new StreamError('The answer broke off before its end.', {
        code: 'interrupted',
        endpoint: 'POST /chat-messages',
      });
    }
  }

  read()
    .catch((error: unknown) => {
      if (settled || error instanceof AbortError) return;
      settled = true;
      listeners.onLost(asDifyError(error));
    })
    .finally(() => {
      clearTimeout(grace);
      learnTaskId(null);
    });

  return {
    taskId,
    settle,
    close() {
      settled = true;
      clearTimeout(grace);
      controller.abort();
    },
  };
}

/** A listener of the application's may throw anything. */
export function asDifyError(error: unknown): DifyError {
  if (error instanceof DifyError) return error;
  const message = error instanceof Error ? error.message : 'Something that is no error was thrown.';
  return new DifyError(message, { code: 'unexpected', cause: error });
}
