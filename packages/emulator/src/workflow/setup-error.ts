import type { Context } from '../context.ts';
import type { Refusal } from '../http/refusal.ts';
import { workflowIdOf } from './start-run.ts';
import { lineOf } from './wire.ts';
import type { WorkflowDefinition } from './workflow-definition.ts';

/** How long an older server keeps a stream open that has come to nothing. Milliseconds. */
const silenceMs = 300_000;

/**
 * The stream of a run that could not begin. Older servers say an error and fall silent; newer ones invent a run that
 * failed.
 */
export function setupErrorStream(
  context: Context,
  definition: WorkflowDefinition,
  refusal: Refusal,
  inputs: Readonly<Record<string, unknown>>,
): ReadableStream<Uint8Array> {
  const { server } = context;
  const encoder = new TextEncoder();
  const left = new AbortController();
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode('event: ping\n\n'));
      if (server.profile === '1.14') {
        const line = lineOf({ event: 'error', message: refusal.message, status: 500 });
        controller.enqueue(encoder.encode(line));
        await server.sleep(silenceMs, left.signal);
      } else {
        const lines = inventedFailure(context, definition, refusal.message, inputs);
        for (const line of lines) controller.enqueue(encoder.encode(line));
      }
      if (!left.signal.aborted) controller.close();
    },
    cancel() {
      left.abort();
    },
  });
}

/** A run that never was: started and failed at once. */
export function inventedFailure(
  context: Context,
  definition: WorkflowDefinition,
  error: string,
  inputs: Readonly<Record<string, unknown>>,
): string[] {
  const { server } = context;
  const id = server.id();
  const workflow_id = workflowIdOf(context, definition);
  const created_at = server.now();
  const event = (name: string, data: object) => lineOf({ event: name, task_id: id, workflow_run_id: id, data });
  return [
    event('workflow_started', { id, workflow_id, inputs, created_at, reason: 'initial' }),
    event('workflow_finished', {
      id,
      workflow_id,
      status: 'failed',
      outputs: null,
      error,
      elapsed_time: 0,
      total_tokens: 0,
      total_steps: 0,
      created_by: {},
      created_at,
      finished_at: created_at,
      exceptions_count: 1,
      files: [],
    }),
  ];
}
