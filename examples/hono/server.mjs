import { toHonoHandler } from '@dify-oapi/server/hono';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { handler } from './handler.mjs';

const app = new Hono();
app.all('/api/dify/*', toHonoHandler(handler));
app.use('/*', serveStatic({ root: './dist' }));

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => {
  console.log(`http://localhost:${port}`);
});

process.once('SIGTERM', async () => {
  server.close();
  await handler.close();
  server.closeAllConnections();
});
