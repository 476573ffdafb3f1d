import { isFact, isRacing, withoutIds } from './is-fact.ts';
import type { Answer } from './recording.ts';

/**
 * What a client could tell apart: status, media type, headers, keys and types at every depth, null or absent, names and
 * order of events, and the values that are facts of the API. Empty when there is nothing.
 */
export function differencesOf(there: Answer, here: Answer): string[] {
  const found: string[] = [];
  if (there.status !== here.status) found.push(`status: ${there.status} there, ${here.status} here`);
  if (there.type !== here.type) found.push(`type: ${there.type} there, ${here.type} here`);
  const missing = there.headers.filter((name) => !here.headers.includes(name));
  const added = here.headers.filter((name) => !there.headers.includes(name));
  for (const name of missing) found.push(`header ${name}: absent here`);
  for (const name of added) found.push(`header ${name}: absent there`);
  if (there.events !== undefined && here.events !== undefined) {
    const [a, b] = [there.events, here.events];
    if (a.order.join() !== b.order.join() && a.lanes !== b.lanes) {
      found.push(`order: ${a.order.join(' > ')} there, ${b.order.join(' > ')} here`);
    }
    for (const [name, event] of Object.entries(a.first)) {
      if (name in b.first) compare(event, b.first[name], name, found);
    }
  } else if (there.status === here.status) {
    if (there.json !== undefined && here.json !== undefined) compare(there.json, here.json, 'body', found);
    else if ((there.json === undefined) !== (here.json === undefined)) found.push('body: JSON on one side only');
  }
  return found;
}

function compare(a: unknown, b: unknown, at: string, found: string[]): void {
  const field = at.split('.').at(-1)?.replace('[]', '') ?? '';
  if (isRacing(field)) return;
  if (kindOf(a) !== kindOf(b)) {
    found.push(`${at}: ${kindOf(a)} there, ${kindOf(b)} here`);
    return;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length > 0 && b.length > 0) compare(a[0], b[0], `${at}[]`, found);
    else if (a.length !== b.length && field === 'data') found.push(`${at}: ${a.length} items there, ${b.length} here`);
    return;
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    // Which app's row comes first in a list depends on what else was asked.
    if (/data\[\]\.(?:inputs|outputs)$/.test(at)) return;
    for (const [name, value] of Object.entries(a)) {
      if (name in b) compare(value, Reflect.get(b, name), `${at}.${name}`, found);
      else found.push(`${at}.${name}: absent here`);
    }
    for (const name of Object.keys(b)) if (!(name in a)) found.push(`${at}.${name}: absent there`);
    return;
  }
  if (typeof a === 'string' && typeof b === 'string' && isFact(field) && withoutIds(a) !== withoutIds(b)) {
    found.push(`${at}: ${JSON.stringify(a.slice(0, 100))} there, ${JSON.stringify(b.slice(0, 100))} here`);
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
