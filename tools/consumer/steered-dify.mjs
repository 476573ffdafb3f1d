// Stands for a Dify whose streams are written by hand, event by event, to see what reaches a page and when.
import { once } from 'node:events';
import { createServer } from 'node:http';

const ids = {
  conversation_id: '5b4ff11c-bf0e-4060-a08c-1eb493ecab0b',
  message_id: '80739cfc-7640-4d76-b91e-89dd3b801d99',
  task_id: '87133e06-e616-45f3-a517-313ca2e24627',
  created_at: 1_795_381_650,
};

/** Serves it on a free port. `next()` is the next stream that is asked for. */
export async function serveSteeredDify() {
  const streams = [];
  const waiting = [];
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
    outgoing.flushHeaders();
    const write = (event, fields = {}) => outgoing.write(`data: ${JSON.stringify({ event, ...fields, ...ids })}\n\n`);
    const stream = {
      say: (answer) => write('message', { answer }),
      end() {
        write('message_end', { metadata: {} });
        outgoing.end();
      },
      /** Resolves when the connection is closed: whether the stream had come to its end. */
      closed: once(outgoing, 'close').then(() => outgoing.writableFinished),
    };
    const take = waiting.shift();
    if (take) take(stream);
    else streams.push(stream);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseURL: `http://127.0.0.1:${server.address().port}/v1`,
    next: () => (streams.length > 0 ? Promise.resolve(streams.shift()) : new Promise((take) => waiting.push(take))),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
