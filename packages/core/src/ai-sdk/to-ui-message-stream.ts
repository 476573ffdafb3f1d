import { AbortError } from '../errors/abort-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import { assembler } from '../streams/assembler.ts';
import type { DifyStream, StreamResult } from '../streams/dify-stream.ts';
import { errorOfRefusal } from '../transport/refusal.ts';
import { type ChunkOptions, chunkWriter } from './to-chunks.ts';
import type { DifyMessageMetadata, DifyUIMessageChunk } from './ui-message-chunk.ts';

/** What may be said about a UI message stream. */
export interface UIMessageStreamOptions extends ChunkOptions {
  /** The message's id. @default Dify's `message_id`; of a workflow its run's id */
  messageId?: string | undefined;
  /** The sentence to show for a failure. @default the server's own sentence; a general one for what is no failure of Dify */
  onError?: ((error: unknown) => string) | undefined;
}

/**
 * A Dify stream as a UI message stream of the AI SDK, versions 5 and 6: for `useChat`, `readUIMessageStream` and the like.
 *
 * Text, thinking, tools, sources and files become parts of their own; nodes, runs and forms come as `data-dify-…` parts.
 * Ids, usage and how the answer ended are the message's metadata. Speech is left out.
 * The protocol cannot take text back: what Dify replaces is followed by a `data-dify-replace` part and the new text.
 *
 * @see https://ai-sdk.dev/docs/ai-sdk-ui/stream-protocol
 */
export function toUIMessageStream(
  stream: DifyStream | AsyncIterable<DifyEvent>,
  options: UIMessageStreamOptions = {},
): ReadableStream<DifyUIMessageChunk> {
  const reader = stream[Symbol.asyncIterator]();
  const assembled = assembler();
  const sentence = options.onError ?? ownSentence;
  let chunks: DifyUIMessageChunk[] = [];
  let ended = false;
  let started = false;
  const send = (chunk: DifyUIMessageChunk) => void chunks.push(chunk);
  const writer = chunkWriter(send, options);

  function start(): void {
    if (started) return;
    started = true;
    const { message_id, workflow_run_id } = assembled.result();
    const messageId = options.messageId ?? message_id ?? workflow_run_id;
    send({ type: 'start', ...(messageId && { messageId }) });
    send({ type: 'start-step' });
  }

  async function take(event: DifyEvent): Promise<void> {
    const phase = assembled.add(event);
    start();
    writer.add(event);
    if (phase === 'closed') await end();
  }

  async function end(failure?: unknown): Promise<void> {
    if (ended) return;
    ended = true;
    start();
    const result = assembled.result();
    const told = assembled.failure();
    const error = failure ?? (told && (await errorOfRefusal(told)));
    writer.end(error === undefined ? result.text : '');
    if (error !== undefined && !(error instanceof AbortError)) send({ type: 'error', errorText: sentence(error) });
    send({ type: 'finish-step' });
    const isAborted = error instanceof AbortError || result.status === 'stopped';
    send(isAborted ? { type: 'abort' } : { type: 'finish', messageMetadata: metadataOf(result) });
  }

  async function read(): Promise<void> {
    try {
      const next = await reader.next();
      if (!next.done) await take(next.value);
      else
        await end(assembled.isOpen() ? new DifyError('The answer was cut off.', { code: 'interrupted' }) : undefined);
    } catch (error) {
      await end(error);
    }
  }

  return new ReadableStream<DifyUIMessageChunk>(
    {
      async pull(controller) {
        while (!ended && chunks.length === 0) await read();
        const ready = chunks;
        chunks = [];
        for (const chunk of ready) controller.enqueue(chunk);
        if (!ended) return;
        controller.close();
        void drain(reader);
      },
      async cancel() {
        ended = true;
        await reader.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

function metadataOf(result: StreamResult): DifyMessageMetadata {
  const { conversation_id, message_id, task_id, workflow_run_id, usage, status } = result;
  return {
    status,
    ...(conversation_id && { conversation_id }),
    ...(message_id && { message_id }),
    ...(task_id && { task_id }),
    ...(workflow_run_id && { workflow_run_id }),
    ...(usage && { usage }),
  };
}

function ownSentence(error: unknown): string {
  return error instanceof DifyError ? error.reason : 'The answer could not be completed.';
}

/** The answer is told; what trails behind it, and the connection's end, concern nobody. */
async function drain(reader: AsyncIterator<unknown>): Promise<void> {
  try {
    while (!(await reader.next()).done);
  } catch {
    // It was whole before.
  }
}
