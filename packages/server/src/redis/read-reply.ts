import type { RunEnd, RunHead } from '../hub/run-log.ts';
import type { StreamIds } from '../stream/event-filter.ts';
import { lost } from './scripts.ts';

/** What Redis says of a run. */
export interface RunState {
  readonly entries: readonly (readonly [id: string, field: string, value: string])[];
  readonly head: RunHead;
  readonly ids: StreamIds;
  readonly end: RunEnd | null;
  readonly endedAt: number | null;
  /** Whether it has its end from somebody who found its process gone. */
  readonly isLost: boolean;
  /** Whether a process writes it. */
  readonly isWritten: boolean;
}

const ends: readonly RunEnd[] = ['over', 'paused', 'failed', 'interrupted', 'stopped'];

/** A reply of the script that reads; `undefined` when there is no such run. */
export function readReply(reply: unknown): RunState | undefined {
  const [entries, head, ids, end, endedAt, isWritten] = listOf(reply);
  const known = parse(head);
  if (!isHead(known)) return undefined;
  const isLost = String(end) === lost;
  const ended = isLost ? 'interrupted' : (ends.find((one) => one === String(end)) ?? null);
  return {
    head: known,
    entries: listOf(entries).map((entry) => {
      const [id, field, value] = listOf(entry).map(String);
      return [id ?? '', field ?? '', value ?? ''];
    }),
    ids: Object.fromEntries(Object.entries(parse(ids) ?? {})),
    end: ended,
    endedAt: ended === null ? null : Number(endedAt),
    isLost,
    isWritten: Number(isWritten) === 1,
  };
}

/** A list, whatever it was. */
export function listOf(reply: unknown): readonly unknown[] {
  return Array.isArray(reply) ? reply : [];
}

function parse(text: unknown): object | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function isHead(value: object | undefined): value is RunHead {
  return value !== undefined && 'id' in value && 'app' in value && 'person' in value && 'operation' in value;
}
