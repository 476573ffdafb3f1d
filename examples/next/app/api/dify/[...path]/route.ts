import { createDifyHandler } from '@dify-oapi/server';
import { toRouteHandlers } from '@dify-oapi/server/next';
import { after } from 'next/server';

const handler = createDifyHandler({
  apps: {
    support: {
      baseURL: process.env.DIFY_BASE_URL ?? 'http://localhost:5001/v1',
      apiKey: process.env.DIFY_API_KEY ?? 'app-support',
    },
  },
  secret: process.env.DIFY_SECRET ?? 'only for a first look: keep a secret of your own',
  // With accounts: identify: async () => { const session = await auth(); return session && { id: session.user.id }; }
  anonymous: true,
  // Next writes the address of the connection here, unless somebody did before: your proxy has to write it anew.
  rateLimit: { clientIP: (request) => request.headers.get('x-forwarded-for')?.split(',').at(-1) },
  waitUntil: (work) => after(() => work),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = toRouteHandlers(handler);
