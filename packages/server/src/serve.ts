import { binaryAnswer, unsatisfiable } from './answers/binary-answer.ts';
import { rangeIn } from './answers/byte-range.ts';
import { holdUntilRead } from './answers/hold-until-read.ts';
import { readAnswer } from './answers/read-answer.ts';
import { upstreamRefusal } from './answers/upstream-refusal.ts';
import { viewOf } from './answers/view-of.ts';
import type { AppConfig, HandlerConfig } from './config.ts';
import type { Addresses } from './file-links/addresses.ts';
import { createFileLinks } from './file-links/file-links.ts';
import type { Handles } from './handles/handles.ts';
import { openHandlesIn } from './handles/open-handles.ts';
import type { Hub } from './hub/hub.ts';
import { serveEvents } from './hub/serve-events.ts';
import { serveGeneration } from './hub/serve-generation.ts';
import { serveWhole } from './hub/serve-whole.ts';
import type { Person } from './identity/identify.ts';
import { boundUser } from './identity/user-id.ts';
import { jsonInput } from './input/json-input.ts';
import { queryInput } from './input/query-input.ts';
import { uploadInput } from './input/upload-input.ts';
import type { Counters } from './limits/counters.ts';
import { type Turn, takeExtra, takeFile, takePlace, takeTurn, takeUpload } from './limits/take-turn.ts';
import { asksModel, isAdminOperation, isGeneration } from './operations.ts';
import type { RouteMatch } from './routes.ts';
import { callUpstream } from './upstream.ts';

/** A request that may be answered. */
export interface ServedCall {
  readonly config: HandlerConfig;
  readonly counters: Counters;
  readonly addresses: Addresses;
  readonly hub: Hub;
  readonly app: AppConfig;
  readonly match: RouteMatch;
  readonly person: Person;
  readonly handles: Handles;
  readonly request: Request;
  readonly url: URL;
}

/**
 * Reads what the page sent, asks Dify with the bound user, and answers what the page may see.
 *
 * @throws Refusal
 */
export async function serve(call: ServedCall): Promise<Response> {
  const { app, hub, match } = call;
  const { operation } = match.route;
  const user = `${app.name}\0${call.person.id}`;
  const turn: Turn = { config: call.config, counters: call.counters, user, request: call.request };
  if (asksModel(operation)) await takeExtra(turn);
  if (match.route.endpoint.payload === 'form') {
    return withPlace(await takeUpload(turn), async () => ask(call, await readInput(call)));
  }
  const input = await readInput(call);
  if (operation === 'renameConversation' && input.fields.auto_generate === true) await takeExtra(turn);
  if (match.route.endpoint.binary === true) return whileRead(takeFile(turn), () => ask(call, input));
  if (operation === 'streamWorkflowEvents') return serveEvents(call, input.fields, () => takePlace(turn));
  if (!isGeneration(operation)) {
    const response = await ask(call, input);
    const { form_token } = match.ids;
    const isAnswered = operation === 'submitChatflowHumanInputForm' && form_token !== undefined;
    if (isAnswered) await hub.formAnswered(app, form_token);
    return response;
  }
  if (input.fields.response_mode === 'streaming') return serveGeneration(call, input.fields, () => takeTurn(turn));
  return serveWhole(call, input.fields, async () => withPlace(await takeTurn(turn), () => ask(call, input)));
}

/** Does something that takes one of the person's places. */
async function withPlace(release: () => void, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } finally {
    release();
  }
}

/** Does something that takes a place until its answer has been read. */
export async function whileRead(release: () => void, work: () => Promise<Response>): Promise<Response> {
  try {
    return holdUntilRead(await work(), release);
  } catch (error) {
    release();
    throw error;
  }
}

interface Input {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file?: File;
}

async function readInput({ app, config, handles, match, request, url }: ServedCall): Promise<Input> {
  const { payload } = match.route.endpoint;
  if (payload === 'form') return { fields: {}, file: await uploadInput(request, config.limits) };
  const sent =
    payload === 'json'
      ? await jsonInput(match, request, config.limits, app.remoteUrls)
      : queryInput(match, url, config.limits);
  return { fields: openHandlesIn(match.route.operation, sent, handles) };
}

async function ask(call: ServedCall, { fields, file }: Input): Promise<Response> {
  const { addresses, app, config, match, person, request } = call;
  const { limits } = config;
  const { endpoint, operation } = match.route;
  const controller = new AbortController();
  const close = () => controller.abort();
  // Reads are worth nothing without their reader. What changes something goes on, or nobody knows how far it came.
  const endsWithReader = endpoint.method === 'GET' || (endpoint.events === true && config.onClientGone === 'abort');
  if (endsWithReader) request.signal.addEventListener('abort', close, { once: true });
  const user = endpoint.user === 'none' ? undefined : boundUser(config, app.name, person.id);
  const timeout = fields.response_mode === 'blocking' ? limits.timeout * 10 : limits.timeout;
  const view = await viewOf(call);
  const range = endpoint.binary === true ? rangeIn(request.headers.get('range')) : null;
  const upstream = await callUpstream({ app, match, fields, file, user, range, controller, timeout, log: config.log });
  if (range !== null && upstream.status === 416) throw unsatisfiable(null);
  if (!upstream.ok) throw await upstreamRefusal(upstream, operation, limits);
  if (endpoint.binary === true) {
    const asAttachment = fields.as_attachment === true;
    return binaryAnswer(upstream, { operation, asAttachment, request, limits });
  }
  const links = isAdminOperation(operation) ? undefined : createFileLinks(app, view, addresses);
  return readAnswer(upstream, operation, limits, view, links);
}
