import { binaryAnswer } from '../answers/binary-answer.ts';
import { closedView, type View } from '../answers/view.ts';
import { createHandles } from '../handles/handles.ts';
import type { Person } from '../identity/identify.ts';
import type { Counters } from '../limits/counters.ts';
import { Refusal } from '../refusal.ts';
import type { RouteMatch } from '../routes.ts';
import { askDify, jsonOf, readFromDify } from './ask-dify.ts';
import { checkAttachments, checkPowers, hasAttachments, openUploads } from './check-powers.ts';
import { authorize, type KnowledgeAccess, missing } from './knowledge-access.ts';
import { knowledgeAnswer, shown } from './knowledge-answer.ts';
import type { KnowledgeConfig } from './knowledge-config.ts';
import { relayEvents } from './knowledge-events.ts';
import { fileAddress, handFileOn } from './knowledge-file.ts';
import { type KnowledgeInput, knowledgeInput } from './knowledge-input.ts';
import type { KnowledgeOperation } from './knowledge-operations.ts';
import { listDatasets } from './list-datasets.ts';
import type { Members, ReadKnowledge } from './members.ts';
import { type NamedThings, namedThings } from './named-things.ts';
import { type Sight, sightOf } from './sight.ts';

/** A request of a known person for one operation. */
export interface KnowledgeCall {
  readonly config: KnowledgeConfig;
  readonly counters: Counters;
  readonly members: Members;
  readonly match: RouteMatch<KnowledgeOperation>;
  readonly person: Person;
  readonly access: KnowledgeAccess;
  readonly request: Request;
  readonly url: URL;
  /** Whether the document's file itself is asked for, and not its address. */
  readonly isFile: boolean;
}

interface Asking extends KnowledgeCall {
  readonly controller: AbortController;
  readonly read: ReadKnowledge;
  readonly sight: Sight;
  readonly view: View;
}

/**
 * Checks what a call names against what the person may reach, asks Dify, and answers what the page may see.
 *
 * @throws Refusal
 */
export async function serveKnowledge(call: KnowledgeCall): Promise<Response> {
  const { access, config, match, person, request, url } = call;
  const { operation } = match.route;
  // What the path names is checked before a body is read.
  const named = namedThings(match.ids);
  checkReach(named, access);
  if (!access.mayDo(operation)) throw new Refusal(403, 'forbidden', 'You may not do this.');
  const isScopedByBody = named.datasetId === undefined && match.route.fields.has('target_id');
  if (!isScopedByBody) await authorizeAll(call, named);
  await takeTurn(call);
  const release = await takePlace(call);
  let isHandedOver = false;
  try {
    const input = await knowledgeInput(match, request, url, config.limits);
    checkPowers(operation, input.fields, access, config);
    const all = namedThings(match.ids, input.fields);
    checkReach(all, access);
    const more = all.documentIds.filter((id) => !named.documentIds.includes(id));
    if (isScopedByBody || more.length > 0) await authorizeAll(call, { ...all, documentIds: more });
    const asking = askingOf(call, person);
    const response = await answer(asking, all, input, () => {
      isHandedOver = true;
      return release;
    });
    if (!isHandedOver) release();
    return response;
  } catch (error) {
    release();
    throw error;
  }
}

function askingOf(call: KnowledgeCall, person: Person): Asking {
  const { access, config, match, request } = call;
  const controller = new AbortController();
  // Reads are worth nothing without their reader. What changes something goes on, or nobody knows how far it came.
  const { endpoint } = match.route;
  if (endpoint.method === 'GET' || endpoint.events !== undefined || endpoint.binary === true) {
    if (request.signal.aborted) controller.abort();
    request.signal.addEventListener('abort', () => controller.abort(), { once: true });
  }
  const { seal } = handlesFor(config, person);
  return {
    ...call,
    controller,
    read: (operation, ids, fields = {}) => readFromDify(config, operation, ids, fields, controller),
    sight: sightOf(access.mayDo('updateDataset'), config.fileOrigins),
    view: { ...closedView, seal },
  };
}

/** `#` is in no app's name: these handles open nothing in the handler for apps. */
function handlesFor({ secrets }: KnowledgeConfig, { id }: Person) {
  return createHandles({ secrets, app: '#knowledge', user: id });
}

/** @throws Refusal with 404 */
function checkReach({ datasetId }: NamedThings, access: KnowledgeAccess): void {
  if (datasetId !== undefined && !access.mayReach(datasetId)) throw missing();
}

/** Asks the site for the knowledge base, or for each document that is named. */
async function authorizeAll({ config, match, person, request }: KnowledgeCall, named: NamedThings): Promise<void> {
  const { operation } = match.route;
  const { datasetId } = named;
  const documentIds = named.documentIds.length === 0 ? [undefined] : named.documentIds;
  for (const documentId of documentIds) {
    await authorize(config, person, { operation, datasetId, documentId }, request);
  }
}

/** Searches and pipelines cost: models are asked, sites are crawled. */
const costly: ReadonlySet<KnowledgeOperation> = new Set(['retrieveSegments', 'runDatasourceNode', 'runPipeline']);

/** @throws Refusal with 429 */
async function takeTurn({ counters, match, person }: KnowledgeCall): Promise<void> {
  if (!costly.has(match.route.operation)) return;
  const waitMs = await counters.takeStart({ user: `#knowledge\0${person.id}`, ip: undefined });
  if (waitMs === 0) return;
  throw new Refusal(429, 'too_many_requests', 'Too many searches in a short time. Try again in a moment.', {
    'retry-after': String(Math.ceil(waitMs / 1000)),
  });
}

/** @throws Refusal with 429 */
async function takePlace({ counters, match, person }: KnowledgeCall): Promise<() => void> {
  const { endpoint } = match.route;
  const client = { user: `#knowledge\0${person.id}`, ip: undefined };
  if (endpoint.payload !== 'form' && endpoint.events === undefined) return () => undefined;
  const taken = await (endpoint.payload === 'form' ? counters.takeUpload(client) : counters.takeStream(client));
  if (typeof taken === 'function') return taken;
  throw new Refusal(429, 'too_many_requests', 'Too much is going on at once. Wait until some of it is done.', {
    'retry-after': '5',
  });
}

async function answer(
  asking: Asking,
  named: NamedThings,
  { fields, file }: KnowledgeInput,
  keepPlace: () => () => void,
): Promise<Response> {
  const { access, config, controller, match, members, person, read, request, sight, view } = asking;
  const { endpoint, operation } = match.route;
  // These two ask the same that the check would ask, and their answers tell.
  const isOwnCheck = operation === 'getDocumentDetail';
  if (!isOwnCheck) await members.check(named, read);
  await checkPictures(asking, fields);
  if (operation === 'listDatasets' && access.datasets !== 'all') {
    const page = await listDatasets(access, fields, read, (message) => config.log.warn(message));
    return shown(page, operation, 200, sight, view);
  }
  const sent = openUploads(operation, fields, handlesFor(config, person));
  const upstream = await askDify(config, { match, fields: sent, file, controller });
  if (operation === 'downloadDocument') {
    const { url } = await jsonOf(upstream, config);
    if (asking.isFile) return handFileOn(config, url, request, controller);
    if (typeof url !== 'string') throw missing();
    return shownLink(fileAddress(config, request, match.ids));
  }
  if (endpoint.binary === true) {
    return binaryAnswer(upstream, { operation, asAttachment: true, request, limits: config.limits });
  }
  const isStream = upstream.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (endpoint.events !== undefined && isStream && upstream.body !== null) {
    return relayEvents(upstream.body, { view, limits: config.limits, controller, onEnd: keepPlace() });
  }
  return knowledgeAnswer(upstream, operation, config, sight, view);
}

function shownLink(url: string): Response {
  return Response.json({ url }, { headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } });
}

async function checkPictures({ match, read }: Asking, fields: Readonly<Record<string, unknown>>): Promise<void> {
  if (match.route.operation !== 'updateSegment' || !hasAttachments(fields)) return checkAttachments(fields);
  const { data } = await read('getSegmentDetail', match.ids);
  const attachments: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'attachments') : [];
  const present = (Array.isArray(attachments) ? attachments : []).map((one: unknown) =>
    typeof one === 'object' && one !== null ? String(Reflect.get(one, 'id')).toLowerCase() : '',
  );
  checkAttachments(fields, present);
}
