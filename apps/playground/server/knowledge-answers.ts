import { createKnowledgeHandler, type KnowledgeHandler } from '@dify-oapi/server';
import { answersFrom } from './answers-from.ts';
import { stableSecret } from './stable-secret.ts';

const basePath = '/api/dify/knowledge';
const handler = createHandler();

/**
 * Stands between the page and the knowledge bases, whose key a page must never hold. The playground has no accounts, so
 * whoever reaches it may do everything with all of them: a real site says in `identify`, `authorize` and `datasets` who
 * may what.
 *
 * @returns `undefined` for other addresses
 */
export async function knowledgeAnswers(request: Request): Promise<Response | undefined> {
  if (!new URL(request.url).pathname.startsWith(`${basePath}/`)) return undefined;
  if (handler !== undefined) return handler(request);
  const code = 'knowledge_not_set_up';
  const message = 'Set DIFY_DATASET_KEY to a knowledge key of the Dify at DIFY_BASE_URL, and start again.';
  return Response.json({ code, message, status: 403 }, { status: 403, headers: { 'cache-control': 'no-store' } });
}

function createHandler(): KnowledgeHandler | undefined {
  const { app, name } = answersFrom;
  const apiKey = name === 'emulator' ? 'dataset-demo' : process.env.DIFY_DATASET_KEY;
  if (!apiKey) return undefined;
  return createKnowledgeHandler({
    basePath,
    baseURL: app.baseURL,
    apiKey,
    secret: stableSecret(),
    identify: () => ({ id: 'playground' }),
    authorize: () => true,
    datasets: 'all',
    preset: 'manage',
    enable: { tags: true, models: true, datasets: true },
    ...(app.fetch && { fetch: app.fetch }),
  });
}
