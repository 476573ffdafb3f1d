import { appIdOf } from './app-id-of.ts';
import { supportApp } from './apps/support/app.ts';
import type { BaseContext, Pace, Server } from './context.ts';
import type { EmulatorEvent } from './emulator-event.ts';
import type { EmulatorOptions } from './emulator-options.ts';
import { namesOf, readFaults } from './faults/fault-names.ts';
import { faultyStream } from './faults/faulty-stream.ts';
import { randomFaults } from './faults/random-faults.ts';
import { takeFaults, takeStreamFaults, touchesStream } from './faults/take-faults.ts';
import { type Faults, noFaults } from './faults.ts';
import { answerFile } from './file-routes.ts';
import { allowHeader, preflight } from './http/preflight.ts';
import { readKey, unauthorized } from './http/read-key.ts';
import { Refusal, refusalOf } from './http/refusal.ts';
import { createResponder, type Responder } from './http/respond.ts';
import { configureIndexing, type IndexingControl, indexingControl } from './indexing/indexing.ts';
import { seedKnowledge } from './knowledge/seed-knowledge.ts';
import { versions } from './profile.ts';
import { randomId } from './random-id.ts';
import { type RouteMatch, routesAt } from './routes.ts';
import { sleep } from './sleep.ts';
import { statusPage } from './status-page.ts';
import { workflowIdOf } from './workflow/start-run.ts';
import { emptyWorld, fromSnapshot, replaceWorld, toSnapshot, type World, type WorldSnapshot } from './world/world.ts';

export type { EmulatorOptions } from './emulator-options.ts';

/** A Dify server as a function. */
export interface Emulator {
  /** Answers a request as Dify would. Needs no `this`: pass it as the `fetch` of a client. */
  fetch(...request: Parameters<typeof fetch>): Promise<Response>;
  /** What goes wrong on purpose; change it at any time. */
  readonly faults: Faults;
  /** The clock of the indexing of documents. */
  readonly indexing: IndexingControl;
  /** Its apps: what to show and how to reach them. */
  readonly apps: readonly EmulatedApp[];
  /** The key that opens the knowledge bases. */
  readonly datasetKey: string;
  /** All that it remembers, as plain data. */
  snapshot(): Required<WorldSnapshot>;
  /** Remembers what a snapshot says, and nothing else. */
  restore(snapshot: WorldSnapshot): void;
  /** Forgets everything but the knowledge bases that it began with. */
  reset(): void;
}

/** An app that an emulator serves. */
export interface EmulatedApp {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly mode: string;
  /** The published workflow; `null` where there is none. */
  readonly workflowId: string | null;
}

/** A request on its way to a handler. */
interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly matches: readonly RouteMatch[];
  readonly match: RouteMatch | undefined;
  readonly met: Faults;
  readonly respond: Responder;
}

const fileLifetimeMs = 3_600_000;
const pageInit = { headers: { 'Content-Type': 'text/html', Connection: 'close' } };

const paces: Readonly<Record<'realistic' | 'instant', Pace>> = {
  realistic: { firstMs: 450, pieceMs: 24 },
  instant: { firstMs: 0, pieceMs: 0 },
};

/** A Dify server to build and test against. Keeps its state in memory. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return openEmulator(options.snapshot === undefined ? emptyWorld() : fromSnapshot(options.snapshot), options);
}

/** An emulator whose memory somebody else looks after. */
export function openEmulator(world: World, options: Omit<EmulatorOptions, 'snapshot'>): Emulator {
  const { basePath = '/v1', knowledge = [], now = Date.now, onChange, onEvent, pace = 'instant' } = options;
  const { datasetKey = 'dataset-demo', profile = '1.16' } = options;
  const apps = new Map((options.apps ?? [supportApp()]).map((definition) => [definition.key, definition]));
  const faults: Faults = { ...noFaults(), ...options.faults };
  const server: Server = {
    world,
    apps,
    profile,
    // Streams are made to fail around what handlers answer: they themselves never do.
    faults: noFaults(),
    pace: typeof pace === 'string' ? paces[pace] : pace,
    runs: new Map(),
    now: () => Math.floor((now() + faults.clockSkewMs) / 1000),
    nowMs: () => now() + faults.clockSkewMs,
    id: () => randomId(options.random),
    sleep: options.sleep ?? sleep,
    changed: () => onChange?.(),
  };
  const drawFaults = options.randomFaults === undefined ? undefined : randomFaults(options.randomFaults);
  const recent: EmulatorEvent[] = [];
  const known = [...apps.values()].map((app) => ({
    id: appIdOf(app),
    key: app.key,
    name: app.info.name,
    mode: app.info.mode ?? 'chat',
    workflowId: app.workflow === undefined ? null : workflowIdOf({ app }, app.workflow),
  }));
  configureIndexing(server, { stepMs: options.indexingMs ?? 0 });
  seedKnowledge(server, knowledge);

  async function answer(request: Request): Promise<Response> {
    const atMs = now();
    const url = new URL(request.url);
    const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : '';
    const matches = path === '' ? [] : routesAt(path);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const match = matches.find(({ route }) => route.endpoint.method === method);
    const respond = createResponder(versions[profile], request.headers.get('origin'));
    let own: Partial<Faults>;
    try {
      own = { ...(match === undefined ? {} : drawFaults?.()), ...askedFaults(request) };
    } catch (error) {
      return respond.refusal(new Refusal(400, 'invalid_fault', error instanceof Error ? error.message : String(error)));
    }
    const isQuestion = match?.route.endpoint.events !== undefined && method === 'POST';
    const met = match === undefined ? { ...faults, ...own } : takeFaults(faults, own, isQuestion);
    if (met.delayMs > 0) await server.sleep(met.delayMs, request.signal);
    const given = await respondTo({ request, url, matches, match, met, respond });
    const isStream = given.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const streamed = isStream ? takeStreamFaults(faults, own) : met;
    const response = isStream ? withStreamFaults(given, streamed) : given;
    record({
      atMs,
      method: request.method,
      path: url.pathname + url.search,
      operationId: match?.route.endpoint.operationId ?? null,
      app: appOf(request)?.info.name ?? null,
      status: response.status,
      ms: now() - atMs,
      faults: namesOf(streamed),
    });
    if (request.method !== 'HEAD') return response;
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers: response.headers });
  }

  /** Tells of an answer, and keeps the last ones for the page at `/`. */
  function record(event: EmulatorEvent): void {
    recent.unshift(event);
    if (recent.length > 50) recent.pop();
    onEvent?.(event);
  }

  async function respondTo({ match, matches, met, request, respond, url }: Asked): Promise<Response> {
    const base: BaseContext = {
      request,
      respond,
      slots: match?.slots ?? {},
      query: url.searchParams,
      server,
    };
    try {
      const methods = matches.map(({ route }) => route.endpoint.method);
      if (request.method === 'OPTIONS' && methods.length > 0) {
        return preflight(request, methods, respond.empty().headers);
      }
      if (match === undefined) {
        const late = met.expiredFiles ? withClock(fileLifetimeMs) : base.server;
        const file = answerFile({ ...base, server: late }, url.pathname);
        if (file !== undefined) return file;
        if (url.pathname === '/health') return respond.json({ pid: 1, status: 'ok', version: versions[profile] });
        if (url.pathname === '/')
          return statusPage({ apps: known, baseURL: url.origin + basePath, datasetKey, recent });
        if (url.pathname === `${basePath}/swagger.json`) return respond.json({ error: 'Unable to render schema' }, 500);
        if (methods.length === 0) return unknownPath(url, respond.page(404), respond.empty().headers);
        const page = respond.page(405);
        page.headers.set('Allow', allowHeader(methods));
        return page;
      }
      const { answerStatus, pageStatus, status } = met;
      if (pageStatus !== null) return new Response(respond.serverPage().body, { ...pageInit, status: pageStatus });
      if (status !== null) throw refusalOf(status);
      const key = readKey(request.headers.get('authorization'));
      if (match.route.key === 'dataset') {
        if (key !== datasetKey) throw unauthorized();
        return await match.route.handler(base);
      }
      const app = apps.get(key);
      if (app === undefined) throw unauthorized();
      if (app.isApiEnabled === false) throw refusalOf(403);
      if (answerStatus !== null) throw refusalOf(answerStatus);
      const limited = met.maxConcurrent === null ? app : { ...app, maxConcurrent: met.maxConcurrent };
      return await match.route.handler({ ...base, app: limited });
    } catch (error) {
      if (error instanceof Refusal) {
        const response = respond.refusal(error);
        if (error.status === 429 && met.retryAfter !== null)
          response.headers.set('Retry-After', String(met.retryAfter));
        return response;
      }
      options.onError?.(error);
      return respond.refusal(new Refusal(500, 'unknown', 'Internal Server Error'));
    }
  }

  /** The faults that a request asks for by its header. */
  function askedFaults(request: Request): Partial<Faults> {
    const asked = options.faultHeader === false ? null : request.headers.get('x-emulator-fault');
    return asked === null ? {} : readFaults(asked);
  }

  function withStreamFaults(response: Response, met: Faults): Response {
    if (response.body === null || !touchesStream(met)) return response;
    const body = faultyStream(response.body, { faults: met, sleep: server.sleep, now: server.now });
    return new Response(body, { status: response.status, headers: response.headers });
  }

  /** The same server with a later time. */
  function withClock(aheadMs: number): Server {
    const nowMs = () => server.nowMs() + aheadMs;
    return { ...server, nowMs, now: () => Math.floor(nowMs() / 1000) };
  }

  /** The few addresses below the base path that are no operation and yet no plain 404. */
  function unknownPath(url: URL, page: Response, cors: Headers): Response {
    if (url.pathname === `${basePath}/`) {
      for (const [name, value] of cors) if (name.startsWith('access-control')) page.headers.set(name, value);
    }
    if (url.pathname === basePath) {
      page.headers.set('Location', `${url.origin}${basePath}/`);
      return new Response(null, { status: 308, headers: page.headers });
    }
    return page;
  }

  function appOf(request: Request) {
    return apps.get((request.headers.get('authorization') ?? '').replace(/^\S+\s+/, ''));
  }

  return {
    fetch: (input, init) => answer(new Request(input, init)),
    faults,
    indexing: indexingControl(server),
    apps: known,
    datasetKey,
    snapshot: () => toSnapshot(world),
    restore(snapshot) {
      replaceWorld(world, fromSnapshot(snapshot));
      onChange?.();
    },
    reset() {
      replaceWorld(world, emptyWorld());
      seedKnowledge(server, knowledge);
      onChange?.();
    },
  };
}
