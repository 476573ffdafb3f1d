import type { Context } from '../context.ts';
import { type Misfit, missing, noString, refuseMisfits } from '../http/misfits.ts';
import { readJson } from '../http/read-body.ts';
import { readNumber } from '../http/read-query.ts';
import { invalidParam, Refusal } from '../http/refusal.ts';
import type { AnnotationJobRow, AnnotationRow } from '../world/app-rows.ts';

function toWire({ id, question, answer, hit_count, created_at }: AnnotationRow): object {
  return { id, question, answer, hit_count, created_at };
}

/** The newest first. A page holds a hundred at most, whatever was asked for. */
export function list({ app, query, respond, server }: Context): Response {
  const page = readNumber('page', query.get('page'), { fallback: 1, least: 1 });
  const limit = readNumber('limit', query.get('limit'), { fallback: 20, least: 1 });
  if (page.misfit || limit.misfit) {
    throw refuseMisfits(
      'AnnotationListQuery',
      [page.misfit, limit.misfit].flatMap((misfit) => misfit ?? []),
    );
  }
  const keyword = (query.get('keyword') ?? '').toLowerCase();
  const rows = [...server.world.annotations.values()]
    .filter((row) => row.app === app.key)
    .filter(({ answer, question }) => `${question}\n${answer}`.toLowerCase().includes(keyword))
    .sort((a, b) => b.created_at - a.created_at || b.order - a.order);
  const size = Math.min(limit.value, 100);
  const data = rows.slice((page.value - 1) * size, page.value * size).map(toWire);
  const has_more = data.length === limit.value;
  return respond.json({ data, has_more, limit: limit.value, total: rows.length, page: page.value });
}

async function readPayload(request: Request): Promise<{ question: string; answer: string }> {
  const body = await readJson(request);
  const { answer, question } = body;
  const misfits = [textMisfit('question', question, body), textMisfit('answer', answer, body)];
  if (typeof question !== 'string' || typeof answer !== 'string') {
    throw refuseMisfits(
      'AnnotationCreatePayload',
      misfits.flatMap((misfit) => misfit ?? []),
    );
  }
  return { question, answer };
}

function textMisfit(field: string, value: unknown, body: unknown): Misfit | undefined {
  if (value === undefined) return missing(field, body);
  return typeof value === 'string' ? undefined : noString(field, value);
}

export async function create({ app, request, respond, server }: Context): Promise<Response> {
  const payload = await readPayload(request);
  const order = server.world.annotations.size;
  const row = { id: server.id(), app: app.key, ...payload, hit_count: 0, created_at: server.now(), order };
  server.world.annotations.set(row.id, row);
  server.changed();
  return respond.json(toWire(row), 201);
}

/** Older servers do not ask whose annotation it is. */
function ownAnnotation({ app, server, slots }: Context): AnnotationRow {
  const row = server.world.annotations.get(slots.annotation_id ?? '');
  const isMine = row?.app === app.key || server.profile === '1.14';
  if (row === undefined || !isMine) throw new Refusal(404, 'not_found', 'Annotation not found');
  return row;
}

export async function update(context: Context): Promise<Response> {
  const payload = await readPayload(context.request);
  const row = Object.assign(ownAnnotation(context), payload);
  context.server.changed();
  return context.respond.json(toWire(row));
}

function remove(context: Context): Response {
  const { respond, server } = context;
  server.world.annotations.delete(ownAnnotation(context).id);
  server.changed();
  return respond.empty();
}

/** Milliseconds that a change takes. */
const jobMs = 300;
/** Milliseconds that its result can be asked for. */
const jobLifeMs = 600_000;

export async function configureReply({ app, request, respond, server, slots }: Context): Promise<Response> {
  const body = await readJson(request);
  const { embedding_model_name: model, embedding_provider_name: provider, score_threshold: threshold } = body;
  const misfits = [
    thresholdMisfit(threshold, body),
    textMisfit('embedding_provider_name', provider, body),
    textMisfit('embedding_model_name', model, body),
  ].flatMap((misfit) => misfit ?? []);
  if (misfits.length > 0 || typeof provider !== 'string' || typeof model !== 'string') {
    throw refuseMisfits('AnnotationReplyActionPayload', misfits);
  }
  const { action } = slots;
  if (action !== 'enable' && action !== 'disable') throw new Refusal(500, 'unknown', 'Internal Server Error');
  const job: AnnotationJobRow = { id: server.id(), app: app.key, action, created_at: server.nowMs() };
  server.world.annotationJobs.set(job.id, job);
  server.world.annotationSettings.set(app.key, {
    id: app.key,
    setting_id: server.world.annotationSettings.get(app.key)?.setting_id ?? server.id(),
    enabled: action === 'enable',
    score_threshold: Number(threshold),
    embedding_provider_name: provider,
    embedding_model_name: model,
  });
  server.changed();
  return respond.json({ job_id: job.id, job_status: 'waiting' });
}

function thresholdMisfit(value: unknown, body: unknown): Misfit | undefined {
  const field = 'score_threshold';
  if (value === undefined) return missing(field, body);
  if (typeof value === 'number') return undefined;
  if (typeof value !== 'string')
    return { field, type: 'float_type', sentence: 'Input should be a valid number', input: value };
  if (value.trim() !== '' && Number.isFinite(Number(value))) return undefined;
  const sentence = 'Input should be a valid number, unable to parse string as a number';
  return { field, type: 'float_parsing', sentence, input: value };
}

export function replyStatus({ app, respond, server, slots }: Context): Response {
  const job = server.world.annotationJobs.get(slots.job_id ?? '');
  const age = server.nowMs() - (job?.created_at ?? 0);
  if (job === undefined || job.app !== app.key || job.action !== slots.action || age > jobLifeMs) {
    throw invalidParam('The job does not exist.');
  }
  return respond.json({ job_id: job.id, job_status: age < jobMs ? 'waiting' : 'completed', error_msg: '' });
}

export { remove as delete };
