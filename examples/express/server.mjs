import { toNodeListener } from '@dify-oapi/server/node';
import express from 'express';
import { handler } from './handler.mjs';

/** The page talks to its own origin alone, whatever an answer says. */
const policy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const app = express();
app.use((_incoming, outgoing, next) => {
  outgoing.setHeader('content-security-policy', policy);
  next();
});
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
