import type { MessageRow } from '../world/app-rows.ts';
import type { WorkflowRunRow } from '../world/workflow-rows.ts';

/** Events that name no run in chatflows. */
const runless: ReadonlySet<string> = new Set(['agent_log', 'reasoning_chunk']);

/** An event of a run as its readers get it. */
export function liveEvent(
  { id, task_id }: WorkflowRunRow,
  message: MessageRow | undefined,
  event: string,
  data: unknown,
): Record<string, unknown> {
  if (message === undefined) return { event, workflow_run_id: id, task_id, data };
  const run = runless.has(event) ? {} : { workflow_run_id: id };
  return { event, ...headOf(message), task_id, ...run, data };
}

/** An event of a chatflow that speaks of its message. */
export function messageEvent(
  { task_id }: WorkflowRunRow,
  message: MessageRow,
  event: string,
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return { event, ...headOf(message), task_id, ...fields };
}

/** A piece of speech, as base64. */
export function soundEvent(
  { id, task_id }: WorkflowRunRow,
  message: MessageRow | undefined,
  audio: string,
): Record<string, unknown> {
  const event = 'tts_message';
  if (message === undefined) return { event, workflow_run_id: id, task_id, audio };
  return { event, ...headOf(message), task_id, audio };
}

/** An event of a snapshot. */
export function snapshotEvent(
  { id, task_id }: WorkflowRunRow,
  message: MessageRow | undefined,
  event: string,
  data: unknown,
): Record<string, unknown> {
  const head = message === undefined ? {} : headOf(message);
  return { event, task_id, workflow_run_id: id, data, ...head };
}

function headOf({ conversation_id, created_at, id }: MessageRow) {
  return { conversation_id, message_id: id, created_at };
}

/** An event as a line of a stream. */
export function lineOf(event: Readonly<Record<string, unknown>>): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
