import { refusalResponse } from './answers/json-response.ts';
import { checkContentType } from './checks/check-content-type.ts';
import { checkOrigin } from './checks/check-origin.ts';
import { preflight, withCORS } from './checks/cors.ts';
import { type AppConfig, configure, type HandlerConfig } from './config.ts';
import { type Addresses, createAddresses } from './file-links/addresses.ts';
import { linkPath } from './file-links/link-path.ts';
import { serveFileLink } from './file-links/serve-file-link.ts';
import { createHandles } from './handles/handles.ts';
import { openPath } from './handles/open-handles.ts';
import { siteName } from './handles/site-name.ts';
import { createHub, type Hub } from './hub/hub.ts';
import { createMemoryRunLog } from './hub/memory-run-log.ts';
import { type RunPath, runPath } from './hub/run-path.ts';
import { serveRunPath } from './hub/serve-run-path.ts';
import { siteRunLog } from './hub/site-run-log.ts';
import { identify, type Person } from './identity/identify.ts';
import { type Counters, createCounters } from './limits/counters.ts';
import { takeFile } from './limits/take-turn.ts';
import { noSuchRoute } from './no-such-route.ts';
import { isGeneration, type Operation } from './operations.ts';
import { type CloseOptions, type Closing, createClosing } from './ops/closing.ts';
import { healthResponse } from './ops/health-response.ts';
import { observe, type RequestFacts } from './ops/observe.ts';
import { tellOfStore } from './ops/tell-of-store.ts';
import { within } from './ops/within.ts';
import type { DifyHandlerOptions } from './options.ts';
import { Refusal } from './refusal.ts';
import { matchRoute, type RouteMatch, routesOf } from './routes.ts';
import { serve, whileRead } from './serve.ts';

/** Answers requests of pages for Dify. */
export interface DifyHandler {
  (request: Request): Promise<Response>;
  /** Where it lives. */
  readonly basePath: string;
  /** How many answers of apps are read here just now. */
  readonly activeRuns: number;
  /**
   * Ends in good order: new answers are refused with 503 from now on, those that run come to their end, and their
   * readers with them. Resolves with `false` when some were still running after the time.
   *
   * @example process.once('SIGTERM', () => handler.close().then(() => server.close()))
   */
  close(options?: CloseOptions): Promise<boolean>;
}

interface Surroundings {
  readonly config: HandlerConfig;
  readonly counters: Counters;
  readonly addresses: Addresses;
  readonly hub: Hub;
  readonly closing: Closing;
}

/**
 * Stands between pages and Dify: the key, the users' identities and the closed list of routes stay on the server.
 * An operation of app `support` lives at `/api/dify/support` followed by Dify's own path.
 *
 * @example createDifyHandler({ apps: { support: { baseURL, apiKey } }, secret, identify: (request) => sessionOf(request) })
 * @throws TypeError for options that cannot be right
 */
export function createDifyHandler(options: DifyHandlerOptions): DifyHandler {
  const config = configure(options);
  const site = siteName(
    config.secrets,
    [...config.apps.values()].map(({ baseURL }) => baseURL),
  );
  const tellOfRates = tellOfStore(config, 'rate limits');
  const counters = createCounters(config.limits, tellOfRates, config.rateLimit.store, site);
  const addresses = createAddresses();
  const closing = createClosing();
  config.runLog?.onReachable?.(tellOfStore(config, 'run log'));
  const hub = createHub(config, siteRunLog(config.runLog ?? createMemoryRunLog(config.runs), site), addresses, closing);
  const surroundings: Surroundings = { config, counters, addresses, hub, closing };
  const handle = (request: Request): Promise<Response> =>
    observe(config, request, async (facts) =>
      withCORS(
        await respond(surroundings, request, facts).catch((error: unknown) => refuse(config, error)),
        request,
        config.origins,
      ),
    );
  const extras = {
    basePath: config.basePath,
    async close({ timeout = 30_000 }: CloseOptions = {}): Promise<boolean> {
      closing.begin();
      const isQuiet = await within(
        timeout,
        hub.settled().then(() => hub.log.settled?.()),
      );
      if (isQuiet) hub.log.close();
      return isQuiet;
    },
  };
  return Object.defineProperty(Object.assign(handle, extras, { activeRuns: 0 }), 'activeRuns', {
    get: () => hub.running,
  });
}

async function respond(surroundings: Surroundings, request: Request, facts: RequestFacts): Promise<Response> {
  const { addresses, closing, config, counters, hub } = surroundings;
  const url = new URL(request.url);
  if (config.health && url.pathname === `${config.basePath}/health`) return healthResponse(request.method, closing);
  const { app, path } = locate(config, url.pathname);
  facts.app = app.name;
  if (request.method === 'OPTIONS') return preflight(request, app.routes, path, config.origins);
  const run = runPath(path);
  if (run !== undefined) {
    facts.operation = run.action === 'attach' ? 'attachRun' : 'stopRun';
    return respondRun(config, hub, app, run, request, url);
  }
  const link = linkPath(path);
  if (link !== undefined) {
    facts.operation = 'fileLink';
    return respondLink(surroundings, app, link.handle, request, url);
  }
  const found = matchRoute(app.routes, request.method, path);
  facts.operation = found.route.operation;
  checkOrigin(request, config.origins);
  checkContentType(request, found.route.endpoint.payload);
  const person = await identify(config, request);
  const { secrets } = config;
  const handles = createHandles({ secrets, app: app.name, user: person.id, sharesForms: app.sharesForms });
  const match = openPath(found, handles);
  await authorize(config, app, match, person, request);
  if (isGeneration(match.route.operation) || match.route.operation === 'streamWorkflowEvents') closing.check();
  const response = await serve({ config, counters, addresses, hub, app, match, person, handles, request, url });
  // An answer that is the same for everybody makes nobody a visitor.
  if (person.setCookie !== null && match.route.endpoint.user !== 'none') {
    response.headers.append('set-cookie', person.setCookie);
  }
  return response;
}

/** Answers for a run that the handler itself keeps. */
async function respondRun(
  config: HandlerConfig,
  hub: Hub,
  app: AppConfig,
  path: RunPath,
  request: Request,
  url: URL,
): Promise<Response> {
  if (request.method !== path.method) {
    throw new Refusal(405, 'method_not_allowed', `Only ${path.method} can be used here.`, { allow: path.method });
  }
  checkOrigin(request, config.origins);
  checkContentType(request, path.action === 'stop' ? 'json' : 'query');
  const person = await identify(config, request);
  const handles = createHandles({ secrets: config.secrets, app: app.name, user: person.id });
  const allow = async (operation: Operation) => {
    const [route] = routesOf([operation]);
    if (route !== undefined) await authorize(config, app, { route, ids: {} }, person, request);
  };
  return serveRunPath({ app, config, authorize: allow, handles, hub, path, person, request, url });
}

/** Answers for a file that an answer named. */
async function respondLink(
  { addresses, config, counters }: Surroundings,
  app: AppConfig,
  handle: string,
  request: Request,
  url: URL,
): Promise<Response> {
  if (request.method !== 'GET') {
    throw new Refusal(405, 'method_not_allowed', 'Only GET can be used here.', { allow: 'GET' });
  }
  const route = app.routes.find(({ operation }) => operation === 'previewChatFile');
  if (route === undefined) throw noSuchRoute();
  checkOrigin(request, config.origins);
  const person = await identify(config, request);
  const handles = createHandles({ secrets: config.secrets, app: app.name, user: person.id });
  const allow = (ids: Readonly<Record<string, string>>) => authorize(config, app, { route, ids }, person, request);
  const release = takeFile({ config, counters, user: `${app.name}\0${person.id}`, request });
  return whileRead(release, () =>
    serveFileLink({ addresses, app, authorize: allow, config, handle, handles, person, request, url }),
  );
}

function locate({ apps, basePath }: HandlerConfig, pathname: string): { app: AppConfig; path: string } {
  const [, name = '', path = ''] = /^\/([\w-]+)(\/.*)$/.exec(pathname.slice(basePath.length)) ?? [];
  const app = pathname.startsWith(`${basePath}/`) ? apps.get(name) : undefined;
  if (app === undefined) throw noSuchRoute();
  return { app, path };
}

async function authorize(
  config: HandlerConfig,
  app: AppConfig,
  { route, ids }: RouteMatch,
  person: Person,
  request: Request,
): Promise<void> {
  if (config.authorize === undefined) return;
  const user = person.isVisitor ? undefined : { id: person.id };
  let isAllowed = false;
  try {
    isAllowed = await config.authorize({ operation: route.operation, app: app.name, user, ids, request });
  } catch {
    config.log.warn('authorize() threw. The request was refused.');
  }
  if (isAllowed !== true) throw new Refusal(403, 'forbidden', 'You may not do this.');
}

function refuse({ log }: HandlerConfig, error: unknown): Response {
  if (error instanceof Refusal) {
    if (error.code.startsWith('upstream_')) log.warn(`A call failed with ${error.code}: ${error.message}`);
    return refusalResponse(error);
  }
  log.warn('The handler failed. This is a fault of @dify-oapi/server; the request was refused.', {
    error: error instanceof Error ? error.name : typeof error,
  });
  return refusalResponse(new Refusal(500, 'handler_failed', 'Something went wrong. Try again later.'));
}
