import { refusalResponse } from '../answers/json-response.ts';
import { checkContentType } from '../checks/check-content-type.ts';
import { checkOrigin } from '../checks/check-origin.ts';
import { preflight, withCORS } from '../checks/cors.ts';
import { siteName } from '../handles/site-name.ts';
import { identify } from '../identity/identify.ts';
import { type Counters, createCounters } from '../limits/counters.ts';
import { noSuchRoute } from '../no-such-route.ts';
import { type CloseOptions, type Closing, createClosing } from '../ops/closing.ts';
import { healthResponse } from '../ops/health-response.ts';
import { createInFlight, type InFlight } from '../ops/in-flight.ts';
import { observe, type RequestFacts } from '../ops/observe.ts';
import { tellOfStore } from '../ops/tell-of-store.ts';
import { within } from '../ops/within.ts';
import { Refusal } from '../refusal.ts';
import { matchRoute, routesAt } from '../routes.ts';
import { whileRead } from '../serve.ts';
import { accessOf } from './knowledge-access.ts';
import { configureKnowledge, type KnowledgeConfig, knowledgeRoutes } from './knowledge-config.ts';
import { filePath } from './knowledge-file.ts';
import type { KnowledgeHandlerOptions } from './knowledge-options.ts';
import { createMembers, type Members } from './members.ts';
import { serveKnowledge } from './serve-knowledge.ts';

/** Answers requests of pages for knowledge bases. */
export interface KnowledgeHandler {
  (request: Request): Promise<Response>;
  /** Where it lives. */
  readonly basePath: string;
  /**
   * Ends in good order: what begins something is refused with 503 from now on, and answers that are on their way come to
   * their end. Resolves with `false` when some were still being read after the time.
   *
   * @example process.once('SIGTERM', () => knowledge.close().then(() => server.close()))
   */
  close(options?: CloseOptions): Promise<boolean>;
}

interface Surroundings {
  readonly config: KnowledgeConfig;
  readonly counters: Counters;
  readonly members: Members;
  readonly closing: Closing;
  readonly inFlight: InFlight;
}

/**
 * Stands between pages and the knowledge bases of a workspace. The key for knowledge opens the whole workspace as its
 * owner, so this handler is one of its own: who asks, what they may do and which knowledge bases they see is the site's
 * to say. An operation lives at `/api/knowledge` followed by Dify's own path.
 *
 * @example createKnowledgeHandler({ baseURL, apiKey, secret, identify, authorize, datasets: [id], preset: 'read' })
 * @throws TypeError for options that cannot be right
 */
export function createKnowledgeHandler(options: KnowledgeHandlerOptions): KnowledgeHandler {
  const config = configureKnowledge(options);
  const site = siteName(config.secrets, [config.app.baseURL]);
  const counters = createCounters(config.limits, tellOfStore(config, 'rate limits'), options.rateLimit?.store, site);
  const closing = createClosing();
  const inFlight = createInFlight();
  const surroundings: Surroundings = { config, counters, members: createMembers(), closing, inFlight };
  const handle = (request: Request): Promise<Response> =>
    observe(config, request, async (facts) =>
      withCORS(
        await respond(surroundings, request, facts).catch((error: unknown) => refuse(config, error)),
        request,
        config.origins,
      ),
    );
  return Object.assign(handle, {
    basePath: config.basePath,
    close({ timeout = 30_000 }: CloseOptions = {}): Promise<boolean> {
      closing.begin();
      return within(timeout, inFlight.settled());
    },
  });
}

async function respond(surroundings: Surroundings, request: Request, facts: RequestFacts): Promise<Response> {
  const { closing, config, counters, inFlight, members } = surroundings;
  const url = new URL(request.url);
  if (config.health && url.pathname === `${config.basePath}/health`) return healthResponse(request.method, closing);
  if (!url.pathname.startsWith(`${config.basePath}/`)) throw noSuchRoute();
  const asked = url.pathname.slice(config.basePath.length);
  const isFile = filePath.test(asked);
  const path = isFile ? asked.replace(filePath, '$1/download') : asked;
  if (routesAt(config.routes, path).length === 0) throw noSuchRoute();
  if (request.method === 'OPTIONS') return preflight(request, config.routes, path, config.origins);
  const match = matchRoute(knowledgeRoutes, request.method, path);
  if (!config.routes.includes(match.route)) throw noSuchRoute();
  facts.operation = match.route.operation;
  checkOrigin(request, config.origins);
  checkContentType(request, match.route.endpoint.payload);
  const person = await identify(config, request);
  const access = await accessOf(config, person, request);
  if (match.route.endpoint.method !== 'GET') closing.check();
  return whileRead(inFlight.begin(), () =>
    serveKnowledge({ config, counters, members, match, person, access, request, url, isFile }),
  );
}

function refuse({ log }: KnowledgeConfig, error: unknown): Response {
  if (error instanceof Refusal) {
    if (error.code.startsWith('upstream_')) log.warn(`A call failed with ${error.code}: ${error.message}`);
    return refusalResponse(error);
  }
  log.warn('The handler failed. This is a fault of @dify-oapi/server; the request was refused.', {
    error: error instanceof Error ? error.name : typeof error,
  });
  return refusalResponse(new Refusal(500, 'handler_failed', 'Something went wrong. Try again later.'));
}
