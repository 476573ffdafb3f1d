/**
 * Calls back when an answer has been read to its end, was left by its reader, or failed, also without its reader; at once
 * when it has no body.
 */
export function holdUntilRead(response: Response, release: () => void): Response {
  if (response.body === null) {
    release();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        reader.closed.then(release, (error: unknown) => {
          release();
          controller.error(error);
        });
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
