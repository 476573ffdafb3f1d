import { threadVersion } from './thread.ts';

/** What a version's data becomes in the next version. */
type Step = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** By the version that they start from. Version 0 is a chat's snapshot as it is, put into JSON. */
const steps: Readonly<Record<number, Step>> = {
  0: (data) => ({
    format: 'dify-oapi-thread',
    version: 1,
    app: null,
    conversationId: data.conversationId ?? null,
    title: null,
    exportedAt: null,
    messages: Array.isArray(data.messages) ? data.messages.map(settledRow) : data.messages,
  }),
};

const growing: ReadonlySet<unknown> = new Set(['pending', 'streaming']);
const openForms: ReadonlySet<unknown> = new Set(['waiting', 'submitting', 'elsewhere']);

/** A row of a snapshot, which may still have been growing, or waiting for a form. */
function settledRow(row: unknown): unknown {
  const { status, parts, ...rest } = fieldsOf(row);
  if (rest.role !== 'assistant') return row;
  const isGrowing = growing.has(fieldsOf(status).type);
  const error = { code: 'interrupted', message: 'The answer was still growing when the conversation was kept.' };
  return {
    ...rest,
    status: isGrowing ? { type: 'interrupted', error } : status,
    parts: Array.isArray(parts) ? parts.map(settledPart) : parts,
  };
}

function settledPart(part: unknown): unknown {
  const { form, ...rest } = fieldsOf(part);
  if (rest.type !== 'human-input') return part;
  const { state, ...fields } = fieldsOf(form);
  return { ...rest, form: { ...fields, state: openForms.has(state) ? 'closed' : state } };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The version of what was read; `null` when it is no thread of any version. */
export function versionOf(data: Readonly<Record<string, unknown>>): number | null {
  if (data.format === 'dify-oapi-thread') {
    return typeof data.version === 'number' && Number.isInteger(data.version) && data.version > 0 ? data.version : null;
  }
  return data.format === undefined && 'messageIds' in data && Array.isArray(data.messages) ? 0 : null;
}

/** Data of an older version in the form of today. */
export function migrateThread(
  data: Readonly<Record<string, unknown>>,
  version: number,
): Readonly<Record<string, unknown>> {
  let current = data;
  for (let at = version; at < threadVersion; at++) current = steps[at]?.(current) ?? current;
  return current;
}
