import type { Context } from '../context.ts';
import { type Misfit, noneOf, refuseMisfits } from '../http/misfits.ts';
import { readNumber } from '../http/read-query.ts';
import { invalidParam } from '../http/refusal.ts';
import { endUserOf } from '../world/end-user-of.ts';
import type { WorkflowLogRow, WorkflowRunRow } from '../world/workflow-rows.ts';

const statuses = ['succeeded', 'failed', 'stopped'];

/** A page of an app's runs, newest first. */
export function logs(context: Context): Response {
  const { app, query, respond, server } = context;
  const page = readNumber('page', query.get('page'), { fallback: 1, least: 1, most: 99_999 });
  const limit = readNumber('limit', query.get('limit'), { fallback: 20, least: 1, most: 100 });
  const status = query.get('status');
  const misfits: Misfit[] = [];
  if (status !== null && !statuses.includes(status)) misfits.push(noneOf('status', statuses, status));
  if (page.misfit) misfits.push(page.misfit);
  if (limit.misfit) misfits.push(limit.misfit);
  if (misfits.length > 0 || page.misfit || limit.misfit) throw refuseMisfits('WorkflowLogQuery', misfits);
  const before = readTime(query.get('created_at__before'));
  const after = readTime(query.get('created_at__after'));
  const keyword = query.get('keyword') ?? '';
  const user = query.get('created_by_end_user_session_id');
  const account = query.get('created_by_account');
  if (account) throw invalidParam(`Account not found: ${account}`);

  const found = [...server.world.workflowLogs.values()]
    .filter((log) => log.app === app.key)
    .sort((a, b) => b.created_at - a.created_at || b.order - a.order)
    .flatMap((log) => {
      const row = server.world.workflowRuns.get(log.run_id);
      return row === undefined ? [] : [{ log, row }];
    })
    .filter(({ row }) => status === null || row.status === status)
    .filter(({ row }) => before === undefined || row.created_at <= before)
    .filter(({ row }) => after === undefined || row.created_at >= after)
    .filter(({ row }) => !user || row.user === user)
    .filter(({ row }) => keyword === '' || textOf(row).includes(keyword.toLowerCase()));
  const first = (page.value - 1) * limit.value;
  const data = found.slice(first, first + limit.value).map(({ log, row }) => item(context, log, row));
  const has_more = found.length > page.value * limit.value;
  return respond.json({ page: page.value, limit: limit.value, total: found.length, has_more, data });
}

/** What the keyword is looked for in. */
function textOf({ id, inputs, outputs, user }: WorkflowRunRow): string {
  return `${JSON.stringify(inputs)}\n${JSON.stringify(outputs)}\n${user}\n${id}`.toLowerCase();
}

/** Unix seconds of an ISO time. */
function readTime(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  const isIso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text);
  const ms = isIso
    ? Date.parse(/T|\s/.test(text) && !/Z|[+-]\d{2}:?\d{2}$/.test(text) ? `${text}Z` : text)
    : Number.NaN;
  if (Number.isNaN(ms)) throw invalidParam(`Invalid isoformat string: '${text}'`);
  return ms / 1000;
}

function item({ app, server }: Context, log: WorkflowLogRow, row: WorkflowRunRow): object {
  const user = endUserOf(server, row.app, row.user);
  const isOpen = row.status === 'running' || row.status === 'paused';
  return {
    id: log.id,
    workflow_run: {
      id: row.id,
      version: app.workflow?.version ?? '2026-01-01 00:00:00.000000',
      status: row.status,
      triggered_from: 'app-run',
      error: row.error,
      elapsed_time: isOpen ? 0 : row.elapsed_time,
      total_tokens: row.status === 'running' ? 0 : row.total_tokens,
      total_steps: row.status === 'running' ? 0 : row.total_steps,
      created_at: row.created_at,
      finished_at: isOpen ? null : row.finished_at,
      exceptions_count: row.exceptions_count,
    },
    details: null,
    created_from: 'service-api',
    created_by_role: 'end_user',
    created_by_account: null,
    created_by_end_user: {
      id: user.id,
      type: 'service-api',
      is_anonymous: user.is_anonymous,
      session_id: user.session_id,
    },
    created_at: log.created_at,
  };
}
