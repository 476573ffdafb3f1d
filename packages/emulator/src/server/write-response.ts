import type { ServerResponse } from 'node:http';

/**
 * Writes a `Response` to Node's HTTP server: no faster than the client reads, and no longer than it stays.
 * A body that breaks off cuts the connection, so that the client can tell.
 *
 * @throws what broke the body, after the cut, unless the client had gone before
 */
export async function writeResponse(target: ServerResponse, response: Response): Promise<void> {
  target.writeHead(response.status, [...response.headers].flat());
  if (response.body === null) {
    target.end();
    return;
  }
  const reader = response.body.getReader();
  const left = () => {
    if (!target.writableFinished) reader.cancel(new Error('The client has gone.')).catch(() => {});
  };
  target.once('close', left);
  target.flushHeaders();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || target.destroyed) break;
      if (!target.write(value)) await drained(target);
    }
    target.end();
  } catch (error) {
    const hadLeft = target.destroyed;
    target.destroy();
    if (!hadLeft) throw error;
  } finally {
    target.off('close', left);
  }
}

/** Until the client has read what was written, or has gone. */
function drained(target: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      target.off('drain', done);
      target.off('close', done);
      resolve();
    };
    target.once('drain', done);
    target.once('close', done);
  });
}
