import { toNodeListener } from '@dify-oapi/server/node';
import express from 'express';
import { handler } from './handler.mjs';

const app = express();
// Before anything that reads bodies.
app.use(toNodeListener(handler));
app.use(express.static(new URL('dist', import.meta.url).pathname));

const server = app.listen(Number(process.env.PORT ?? 3000), () => {
  const address = server.address();
  console.log(`http://localhost:${typeof address === 'object' && address !== null ? address.port : ''}`);
});

process.once('SIGTERM', async () => {
  server.close();
  await handler.close();
  server.closeAllConnections();
});
