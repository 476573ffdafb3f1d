import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server of a test on a free port, closed when the test is over. */
export interface TestServer {
  readonly server: Server;
  readonly url: string;
  readonly port: number;
}

/** Opens a server on this machine until the test is over. */
export async function listen(listener: RequestListener): Promise<TestServer> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, url: `http://127.0.0.1:${port}`, port };
}

/** What a connection answers to bytes that no client would send. */
export function raw(port: number, ...pieces: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => {
      answer += piece;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
