const comment = new TextEncoder().encode(':\n\n');

/**
 * An event stream that begins with a comment, for servers that send the headers along with the first bytes of the body:
 * a page has to know its run before Dify says its first word. Other answers stay as they are.
 */
export function beginAtOnce(response: Response): Response {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (!isStream || response.body === null) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(comment);
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}
