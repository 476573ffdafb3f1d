import type { DifyEvent } from '../events/dify-event.ts';
import type { DifyStream } from '../streams/dify-stream.ts';
import { toUIMessageStream, type UIMessageStreamOptions } from './to-ui-message-stream.ts';
import type { DifyUIMessageChunk } from './ui-message-chunk.ts';

/** What may be said about the response besides its stream. */
export interface UIMessageStreamResponseOptions extends UIMessageStreamOptions {
  /** @default 200 */
  status?: number | undefined;
  /** Added to the protocol's own. */
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * A Dify stream as the answer of a route that `useChat` of the AI SDK calls.
 *
 * @example
 * export async function POST(request: Request) {
 *   const { messages } = await request.json();
 *   return toUIMessageStreamResponse(dify.stream(send, { query: textOf(messages.at(-1)), inputs: {} }));
 * }
 */
export function toUIMessageStreamResponse(
  stream: DifyStream | AsyncIterable<DifyEvent>,
  options: UIMessageStreamResponseOptions = {},
): Response {
  const { status = 200, headers, ...rest } = options;
  const encoder = new TextEncoder();
  const lines = new TransformStream<DifyUIMessageChunk, Uint8Array>({
    transform: (chunk, controller) => controller.enqueue(encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`)),
    flush: (controller) => controller.enqueue(encoder.encode('data: [DONE]\n\n')),
  });
  return new Response(toUIMessageStream(stream, rest).pipeThrough(lines), {
    status,
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      'x-vercel-ai-ui-message-stream': 'v1',
      ...headers,
    },
  });
}
