import { isFact } from './is-fact.ts';
import type { Answer, EventFold } from './recording.ts';

const watched: ReadonlySet<string> = new Set([
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'accept-ranges',
  'allow',
  'cache-control',
  'content-disposition',
  'content-type',
  'etag',
  'last-modified',
  'location',
  'retry-after',
  'vary',
  'www-authenticate',
  'x-env',
  'x-version',
]);

/** An answer as it is compared. */
export function foldAnswer(status: number, headers: Iterable<readonly [string, string]>, text: string): Answer {
  const all = [...headers].map(([name, value]) => [name.toLowerCase(), value] as const);
  const type = all
    .find(([name]) => name === 'content-type')?.[1]
    .split(';')[0]
    ?.trim();
  const kept = [...new Set(all.map(([name]) => name).filter((name) => watched.has(name)))].sort();
  const base = { status, ...(type === undefined ? {} : { type }), headers: kept };
  if (type === 'text/event-stream') return { ...base, events: foldEvents(text) };
  const json = parsed(text);
  return json === undefined ? base : { ...base, json: foldValue(json, '') };
}

/** Lists keep their first items and long texts their beginning; texts that are facts stay whole. */
function foldValue(value: unknown, field: string): unknown {
  if (typeof value === 'string') return value.length > 90 && !isFact(field) ? `${value.slice(0, 60)}…` : value;
  if (Array.isArray(value)) return value.slice(0, field === 'data' ? 3 : 1).map((item) => foldValue(item, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, foldValue(part, name)]));
}

function foldEvents(text: string): EventFold {
  const events = text
    .split(/\r?\n\r?\n/)
    .filter((block) => block.trim() !== '')
    .map(eventOf)
    .filter(({ name }) => name !== 'ping');
  const lanes = new Map<string, string[]>();
  const first: Record<string, unknown> = {};
  const firstLane = new Map<string, string>();
  for (const { data, lane, name } of events) {
    const own = lanes.get(lane) ?? [];
    if (own.at(-1) !== name) own.push(name);
    lanes.set(lane, own);
    // Of parallel nodes of one type always the same one is looked at.
    if (lane < (firstLane.get(name) ?? '\uffff')) {
      firstLane.set(name, lane);
      first[name] = foldValue(data, '');
    }
  }
  const order = events.map(({ name }) => name).filter((name, at, all) => name !== all[at - 1]);
  const sorted = [...lanes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, names]) => names.join('>'));
  return { order, lanes: sorted.join('|'), first };
}

function eventOf(block: string): { name: string; lane: string; data: unknown } {
  const lines = block.split(/\r?\n/);
  const data = parsed(
    lines
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trim())
      .join('\n'),
  );
  const named = lines
    .find((line) => line.startsWith('event:'))
    ?.slice(6)
    .trim();
  const inner = fieldOf(data, 'data');
  const type = fieldOf(inner, 'node_type');
  const event = String(fieldOf(data, 'event') ?? named ?? '(text)');
  const selector = fieldOf(inner, 'from_variable_selector');
  const lane = fieldOf(inner, 'node_id') ?? (Array.isArray(selector) ? selector.join('.') : '');
  return { name: type === undefined ? event : `${event}:${String(type)}`, lane: String(lane), data };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
