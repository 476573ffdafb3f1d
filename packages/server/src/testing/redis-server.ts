import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@redis/client';
import type { RedisCommand } from '../redis/redis-command.ts';

const binary = '/usr/bin/redis-server';

/** Whether there is a Redis to test with. Install `redis-server` from the system's packages to have one. */
export const hasRedis = existsSync(binary);

/** A Redis of a test's own. */
export interface RedisServer {
  /** The socket that it listens on. */
  readonly socket: string;
  /** Opens a connection. */
  connect(): Promise<RedisConnection>;
  stop(): Promise<void>;
}

/** A connection of one process. */
interface RedisConnection {
  readonly command: RedisCommand;
  close(): void;
}

/** Starts a Redis that keeps nothing, on a socket that no other one can have. */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dify-redis-'));
  const socket = path.join(folder, 'redis.sock');
  const server = spawn(
    binary,
    ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: 'ignore' },
  );
  while (!existsSync(socket)) await new Promise((resolve) => setTimeout(resolve, 10));
  const connections: RedisConnection[] = [];
  return {
    socket,
    async connect() {
      const connection = await connectTo(socket);
      connections.push(connection);
      return connection;
    },
    async stop() {
      for (const connection of connections) connection.close();
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A connection to the Redis behind a socket. */
export async function connectTo(socket: string): Promise<RedisConnection> {
  const client = createClient({ socket: { path: socket, tls: false } });
  client.on('error', () => undefined);
  await client.connect();
  return {
    command: (command) => client.sendCommand([...command]),
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGKILL');
  });
}
