import type { DifyClient } from '../client.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import * as workflows from '../resources/workflows/endpoints.ts';

/** What a server has stored of a workflow's run: its end as an event, or that there is none yet, or that it cannot tell. */
export type StoredRun =
  | { readonly type: 'over'; readonly event: DifyEvent }
  | { readonly type: 'running' }
  | { readonly type: 'unknown' };

const ends = new Set(['succeeded', 'partial-succeeded', 'failed', 'stopped']);

/** Asks how a run of a workflow or chatflow stands. */
export async function storedRun(dify: DifyClient, workflowRunId: string, signal: AbortSignal): Promise<StoredRun> {
  try {
    const detail = await dify.request(
      workflows.get,
      { workflow_run_id: workflowRunId },
      { signal, maxRetries: 0, timeout: 15_000 },
    );
    const { status } = detail;
    if (status === null) return { type: 'unknown' };
    if (!ends.has(status)) return { type: 'running' };
    const event: DifyEvent = {
      event: 'workflow_finished',
      workflow_run_id: workflowRunId,
      data: {
        id: workflowRunId,
        status,
        outputs: fieldsOf(detail.outputs),
        error: detail.error ?? null,
        ...(typeof detail.elapsed_time === 'number' ? { elapsed_time: detail.elapsed_time } : {}),
        ...(typeof detail.total_tokens === 'number' ? { total_tokens: detail.total_tokens } : {}),
        ...(typeof detail.total_steps === 'number' ? { total_steps: detail.total_steps } : {}),
      },
    };
    return { type: 'over', event };
  } catch {
    return { type: 'unknown' };
  }
}

/** Dify 1.12 answers outputs as JSON text. */
function fieldsOf(outputs: Readonly<Record<string, unknown>> | string | null | undefined): Record<string, unknown> {
  if (typeof outputs !== 'string') return { ...outputs };
  try {
    const value: unknown = JSON.parse(outputs);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
