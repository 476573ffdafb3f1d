import { safeHeaders } from './answers/json-response.ts';
import { readAnswer } from './answers/read-answer.ts';
import { upstreamRefusal } from './answers/upstream-refusal.ts';
import type { AppConfig, HandlerConfig } from './config.ts';
import type { Person } from './identity/identify.ts';
import { userId } from './identity/user-id.ts';
import { jsonInput } from './input/json-input.ts';
import { queryInput } from './input/query-input.ts';
import { uploadInput } from './input/upload-input.ts';
import type { Counters } from './limits/counters.ts';
import { Refusal } from './refusal.ts';
import type { RouteMatch } from './routes.ts';
import { relay } from './stream/relay.ts';
import { callUpstream } from './upstream.ts';

/** A request that may be answered. */
export interface ServedCall {
  readonly config: HandlerConfig;
  readonly counters: Counters;
  readonly app: AppConfig;
  readonly match: RouteMatch;
  readonly person: Person;
  readonly request: Request;
  readonly url: URL;
}

/**
 * Reads what the page sent, asks Dify with the bound user, and answers what the page may see.
 *
 * @throws Refusal
 */
export async function serve(call: ServedCall): Promise<Response> {
  const release = takePlace(call);
  let isStreaming = false;
  try {
    const input = await readInput(call);
    if (call.match.route.operation === 'sendChatMessage') takeStart(call);
    const asked = ask(call, input, release);
    if (call.config.onClientGone === 'drain') call.config.waitUntil?.(asked.catch(() => undefined));
    const answer = await asked;
    isStreaming = answer.isStreaming;
    return answer.response;
  } finally {
    if (!isStreaming) release();
  }
}

interface Input {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file?: File;
}

async function readInput({ config, match, request, url }: ServedCall): Promise<Input> {
  const { payload } = match.route.endpoint;
  if (payload === 'form') return { fields: {}, file: await uploadInput(request, config.limits) };
  return {
    fields: payload === 'json' ? await jsonInput(match, request, config.limits) : queryInput(match, url, config.limits),
  };
}

async function ask(
  call: ServedCall,
  { fields, file }: Input,
  release: () => void,
): Promise<{ response: Response; isStreaming: boolean }> {
  const { app, config, match, person, request } = call;
  const { limits } = config;
  const { endpoint, operation } = match.route;
  const controller = new AbortController();
  const close = () => controller.abort();
  // Reads are worth nothing without their reader. What changes something goes on, or nobody knows how far it came.
  const endsWithReader = endpoint.method === 'GET' || (endpoint.events === true && config.onClientGone === 'abort');
  if (endsWithReader) request.signal.addEventListener('abort', close, { once: true });
  const user = endpoint.user === 'none' ? undefined : await userId(config.secrets.at(-1) ?? '', app.name, person.id);
  const timeout = fields.response_mode === 'blocking' ? limits.timeout * 10 : limits.timeout;
  const upstream = await callUpstream({ app, match, fields, file, user, controller, timeout, log: config.log });
  if (!upstream.ok) throw await upstreamRefusal(upstream, operation, limits);
  const type = upstream.headers.get('content-type') ?? '';
  const isStream = endpoint.events === true && !/\b(?:json|html)\b/i.test(type) && upstream.body !== null;
  if (!isStream || upstream.body === null) {
    return { response: await readAnswer(upstream, operation, limits), isStreaming: false };
  }
  const body = relay(upstream.body, {
    limits,
    onClientGone: config.onClientGone,
    waitUntil: config.waitUntil,
    signal: request.signal,
    close,
    onEnd: release,
  });
  return { response: new Response(body, { headers: streamHeaders }), isStreaming: true };
}

/** Nothing on the way may hold a stream back, press it or keep it. */
const streamHeaders: Readonly<Record<string, string>> = {
  ...safeHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

function takePlace({ app, counters, match, person }: ServedCall): () => void {
  const { operation } = match.route;
  if (operation !== 'sendChatMessage' && operation !== 'uploadChatFile') return () => undefined;
  const places = operation === 'sendChatMessage' ? counters.streams : counters.uploads;
  const release = places.take(`${app.name}\0${person.id}`);
  if (release !== null) return release;
  const what = operation === 'sendChatMessage' ? 'answers are being written' : 'files are being sent';
  throw new Refusal(429, 'too_many_requests', `Too many ${what} at once. Wait until one is done.`, {
    'retry-after': '5',
  });
}

function takeStart({ app, counters, person }: ServedCall): void {
  const waitMs = counters.starts.take(`${app.name}\0${person.id}`, Date.now());
  if (waitMs === 0) return;
  throw new Refusal(429, 'too_many_requests', 'Too many messages in a short time. Try again in a moment.', {
    'retry-after': String(Math.ceil(waitMs / 1000)),
  });
}
