import type { Server } from '../context.ts';

/** Events as a stream of one line each, at the server's pace. */
export function eventStream(server: Server, events: Iterable<object>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.iterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = iterator.next();
      if (done) return controller.close();
      await server.sleep(server.pace.pieceMs);
      controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
    },
  });
}
