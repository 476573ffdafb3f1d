import { createDifyHandler } from '@dify-oapi/server';
import { answersFrom } from './server/answers-from.ts';
import { stableSecret } from './server/stable-secret.ts';

/** Stands between the page and Dify: the key, the user and the closed list of routes live here. */
export default createDifyHandler({
  basePath: '/api/dify',
  secret: stableSecret(),
  anonymous: true,
  apps: { support: answersFrom.app },
  detail: 'none',
});
