import { randomBytes } from 'node:crypto';
import { createDifyHandler } from '@dify-oapi/server';
import { remoteAddress } from '@dify-oapi/server/node';

const {
  DIFY_BASE_URL = 'http://localhost:5001/v1',
  DIFY_API_KEY = 'app-support',
  // Signs visitors' cookies: made anew at each start here, kept in the environment where people shall stay who they are.
  DIFY_SECRET = randomBytes(32).toString('base64'),
} = process.env;

/** Everybody is a visitor of their own. With accounts: `identify: (request) => sessionOf(request)`. */
export const handler = createDifyHandler({
  apps: { support: { baseURL: DIFY_BASE_URL, apiKey: DIFY_API_KEY, operations: 'chat' } },
  secret: DIFY_SECRET,
  anonymous: true,
  // Behind a proxy it is the proxy's: take the header then that your proxy writes.
  rateLimit: { clientIP: remoteAddress },
  health: true,
});
