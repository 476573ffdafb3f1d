import type { WorkflowEvent } from '../events/dify-event.ts';
import type { AgentLogItem, NodeRetry, RunNode } from './workflow-run.ts';

type Data = WorkflowEvent['data'];
type Facts = Omit<RunNode, 'id' | 'nodeId' | 'type' | 'title' | 'status' | 'parentId' | 'round'>;

/** What an event says of a step besides its name and state. What it does not say stays as it was. */
export function factsOf(data: Data, before: RunNode | undefined): Facts {
  const outputs = fieldsIn(data.outputs) ?? before?.outputs;
  const inputs = fieldsIn(data.inputs) ?? before?.inputs;
  const processData = fieldsIn(data.process_data) ?? before?.processData;
  // Servers call every exception an unknown error; what happened is among its outputs.
  const error = (data.status === 'exception' ? textIn(outputs?.error_message) : undefined) || textIn(data.error);
  const startedAt = before?.startedAt ?? msIn(data.created_at);
  const elapsedMs = msIn(data.elapsed_time) ?? before?.elapsedMs;
  const tokens = tokensIn(data) ?? before?.tokens;
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(elapsedMs === undefined ? {} : { elapsedMs }),
    ...(error ? { error } : {}),
    ...(before?.retries === undefined ? {} : { retries: before.retries }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(processData === undefined ? {} : { processData }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(before?.agentLog === undefined ? {} : { agentLog: before.agentLog }),
  };
}

/** The tries of a step with the one that an event tells of; each is counted once. */
export function withRetry(retries: readonly NodeRetry[] = [], data: Data): readonly NodeRetry[] {
  const index = typeof data.retry_index === 'number' ? data.retry_index : retries.length + 1;
  if (retries.some((retry) => retry.index === index)) return retries;
  const error = textIn(data.error);
  const elapsedMs = msIn(data.elapsed_time);
  return [...retries, { index, ...(elapsedMs === undefined ? {} : { elapsedMs }), ...(error ? { error } : {}) }];
}

const logStatus: Readonly<Record<string, AgentLogItem['status']>> = { success: 'succeeded', error: 'failed' };

/** An agent's log with the item that an event tells of: in its place when it was told of before. */
export function withLogItem(log: readonly AgentLogItem[] = [], data: Data): readonly AgentLogItem[] {
  const id = textIn(data.id);
  if (id === undefined) return log;
  const parentId = textIn(data.parent_id);
  const error = textIn(data.error);
  const fields = fieldsIn(data.data);
  const status = textIn(data.status) ?? '';
  const item: AgentLogItem = {
    id,
    label: textIn(data.label) ?? '',
    status: (Object.hasOwn(logStatus, status) ? logStatus[status] : undefined) ?? 'running',
    ...(parentId ? { parentId } : {}),
    ...(error ? { error } : {}),
    ...(fields === undefined ? {} : { data: fields }),
  };
  const at = log.findIndex((one) => one.id === id);
  return at < 0 ? [...log, item] : log.with(at, item);
}

/** A text, or nothing. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Seconds as milliseconds, or nothing. */
export function msIn(seconds: unknown): number | undefined {
  return typeof seconds === 'number' ? seconds * 1000 : undefined;
}

/** Named values, or nothing when there are none. */
export function fieldsIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function tokensIn(data: Data): number | undefined {
  const facts = data.execution_metadata;
  const own: unknown = typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'total_tokens') : undefined;
  const tokens = own ?? data.total_tokens;
  return typeof tokens === 'number' ? tokens : undefined;
}
