import { createDifyHandler } from '@dify-oapi/server';
import { remoteAddress } from '@dify-oapi/server/node';
import { answersFrom } from './server/answers-from.ts';
import { knowledgeAnswers } from './server/knowledge-answers.ts';
import { runApps } from './server/run-apps.ts';
import { stableSecret } from './server/stable-secret.ts';

/** Stands between the page and Dify: the key, the user and the closed list of routes live here. */
const chat = createDifyHandler({
  basePath: '/api/dify',
  secret: stableSecret(),
  anonymous: true,
  // Nothing stands in front of it. All that visit it sit at one computer, so one address may ask as often as all.
  rateLimit: { clientIP: remoteAddress },
  limits: { startsPerMinuteFromIP: 3000, extrasPerMinuteFromIP: 3000, liveStreamsFromIP: 2000 },
  apps: { support: answersFrom.app, ...runApps },
  detail: 'none',
});

/** The knowledge bases have a key of their own, and are open to everybody here: for developing only. */
export default async function answer(request: Request): Promise<Response> {
  return (await knowledgeAnswers(request)) ?? chat(request);
}
