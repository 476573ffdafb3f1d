// A handler in a process of its own, for tests that kill it. Arguments: the socket of Redis, the base URL of Dify.
import { createServer } from 'node:http';
import { toNodeListener } from '../node.ts';
import { createRedisRunLog } from '../redis/redis-run-log.ts';
import { handlerOn } from './handler-on.ts';
import { connectTo } from './redis-server.ts';

const [, , socket = '', baseURL = ''] = process.argv;
const { command } = await connectTo(socket);
const log = createRedisRunLog({ command, pollEvery: 20, leaseMs: 1000 });
const apps = { support: { baseURL, apiKey: 'app-Process12345678901' } };
const server = createServer(toNodeListener(handlerOn(fetch, { apps, runs: { log } })));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
});
