import { endpoints, type OperationId } from '@dify-oapi/core/endpoints';
import type { AppDefinition } from './app-definition.ts';
import { supportApp } from './apps/support/app.ts';
import type { Context, Pace, Server } from './context.ts';
import { type Faults, noFaults } from './faults.ts';
import * as app from './handlers/app.ts';
import * as chat from './handlers/chat.ts';
import * as conversations from './handlers/conversations.ts';
import * as files from './handlers/files.ts';
import * as messages from './handlers/messages.ts';
import { isUuid } from './http/is-uuid.ts';
import { Refusal, refusalOf } from './http/refusal.ts';
import { createResponder } from './http/respond.ts';
import { randomId } from './random-id.ts';
import { emptyWorld, fromSnapshot, toSnapshot, type WorldSnapshot } from './world.ts';

/** What an emulator may be told. */
export interface EmulatorOptions {
  /** @default the support assistant, key `app-support` */
  apps?: readonly AppDefinition[];
  /** How fast answers are written. @default 'instant' */
  pace?: 'realistic' | 'instant' | Pace;
  /** What it says of its age. @default '1.16.1' */
  version?: string;
  /** Where the API begins. @default '/v1' */
  basePath?: string;
  /** What it remembers at the start. */
  snapshot?: WorldSnapshot;
  /** Told after every change of what it remembers. */
  onChange?: () => void;
  /** Unix time in milliseconds. @default Date.now */
  now?: () => number;
  /** Numbers from 0 to 1 that ids are made from: a seeded one gives the same ids every time. @default the machine's own */
  random?: () => number;
}

/** A Dify server as a function. */
export interface Emulator {
  /** Answers a request as Dify would. */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /** What goes wrong on purpose; change it at any time. */
  readonly faults: Faults;
  /** All that it remembers, as plain data. */
  snapshot(): WorldSnapshot;
  /** Remembers what a snapshot says, and nothing else. */
  restore(snapshot: WorldSnapshot): void;
  /** Forgets everything. */
  reset(): void;
}

type Handler = (context: Context) => Response | Promise<Response>;

const handlers: Readonly<Record<OperationId, Handler>> = {
  sendChatMessage: chat.send,
  stopChatMessageGeneration: chat.stop,
  getConversationsList: conversations.list,
  renameConversation: conversations.rename,
  deleteConversation: conversations.delete,
  getConversationHistory: messages.list,
  getSuggestedQuestions: messages.suggested,
  postChatMessageFeedback: messages.feedback,
  uploadChatFile: files.upload,
  getChatAppInfo: app.info,
  getChatAppParameters: app.parameters,
  getChatAppMeta: app.meta,
  getChatWebAppSettings: app.site,
};

/** The routes, from the endpoints themselves. */
const routes = Object.values(endpoints).map((endpoint) => ({
  method: endpoint.method,
  handler: handlers[endpoint.operationId as OperationId],
  pattern: new RegExp(`^${endpoint.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** Slots that a server takes for UUIDs: anything else never reaches the operation. */
const uuidSlots: ReadonlySet<string> = new Set(['conversation_id', 'message_id']);

const paces: Readonly<Record<'realistic' | 'instant', Pace>> = {
  realistic: { firstMs: 450, pieceMs: 24 },
  instant: { firstMs: 0, pieceMs: 0 },
};

/** A Dify server to build and test against. Keeps its state in memory. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { basePath = '/v1', now = Date.now, onChange, pace = 'instant', version = '1.16.1' } = options;
  const apps = new Map((options.apps ?? [supportApp()]).map((definition) => [definition.key, definition]));
  const world = options.snapshot === undefined ? emptyWorld() : fromSnapshot(options.snapshot);
  const server: Server = {
    world,
    faults: noFaults(),
    pace: typeof pace === 'string' ? paces[pace] : pace,
    runs: new Map(),
    now: () => Math.floor(now() / 1000),
    id: () => randomId(options.random),
    sleep,
    changed: () => onChange?.(),
  };

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const respond = createResponder(version, request.headers.get('origin'));
    const { faults } = server;
    if (faults.delayMs > 0) await server.sleep(faults.delayMs);
    try {
      const path = url.pathname.startsWith(`${basePath}/`) ? url.pathname.slice(basePath.length) : '';
      const matches = routes.flatMap((route) => {
        const found = route.pattern.exec(path);
        return found ? [{ route, slots: found.groups ?? {} }] : [];
      });
      const match = matches.find(({ route }) => route.method === request.method);
      const misshapen = Object.entries(match?.slots ?? {}).some(
        ([name, value]) => uuidSlots.has(name) && !isUuid(value),
      );
      if (match === undefined || misshapen) return respond.page(matches.length === 0 || misshapen ? 404 : 405);
      if (faults.status !== null) {
        const { status } = faults;
        faults.status = null;
        throw refusalOf(status);
      }
      const definition = apps.get(readKey(request.headers.get('authorization')));
      if (definition === undefined) throw new Refusal(401, 'unauthorized', 'Access token is invalid');
      return await match.route.handler({
        request,
        app: definition,
        respond,
        slots: match.slots,
        query: url.searchParams,
        server,
      });
    } catch (error) {
      if (error instanceof Refusal) return respond.refusal(error);
      return respond.refusal(new Refusal(500, 'unknown', 'Internal Server Error'));
    }
  }

  return {
    fetch: (input, init) => answer(new Request(input, init)),
    faults: server.faults,
    snapshot: () => toSnapshot(world),
    restore(snapshot) {
      const restored = fromSnapshot(snapshot);
      for (const name of ['conversations', 'messages', 'files'] as const) world[name].clear();
      Object.assign(world, restored);
      onChange?.();
    },
    reset() {
      Object.assign(world, emptyWorld());
      onChange?.();
    },
  };
}

/** The key of an `Authorization` header. */
function readKey(header: string | null): string {
  const [scheme = '', key = ''] = (header ?? '').trim().split(/\s+(.*)/);
  if (key === '') {
    const message = "Authorization header must be provided and start with 'Bearer'";
    throw new Refusal(401, 'unauthorized', message);
  }
  if (scheme.toLowerCase() !== 'bearer') {
    throw new Refusal(401, 'unauthorized', "Authorization scheme must be 'Bearer'");
  }
  return key;
}

function sleep(ms: number, ended?: AbortSignal): Promise<void> {
  if (ms <= 0 || ended?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      ended?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ended?.addEventListener('abort', done);
  });
}
