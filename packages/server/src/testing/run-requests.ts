import { fromPage, question } from './handler-on.ts';

/** A send with a key. */
export function keyed(key: string, body: Readonly<Record<string, unknown>> = {}, person = 'ada'): Request {
  return question(body, { headers: { 'idempotency-key': key, 'x-test-person': person } });
}

/** Reads a run on. */
export function attached(handle: string, after?: number, person = 'ada'): Request {
  const query = after === undefined ? '' : `?after=${after}`;
  return fromPage('GET', `/runs/${handle}${query}`, { headers: { 'x-test-person': person } });
}

/** Stops a run. */
export function stopped(handle: string, person = 'ada'): Request {
  return fromPage('POST', `/runs/${handle}/stop`, { body: '{}', headers: { 'x-test-person': person } });
}

/** The handle of a run in its answer. */
export function handleIn(response: Response): string {
  return response.headers.get('dify-run') ?? '';
}

/** A stream's records as `[number, event]`. */
export function recordsIn(text: string): [number, Record<string, unknown>][] {
  return [...text.matchAll(/^id: (\d+)\ndata: (.*)$/gm)].map(([, id, data = '']) => [Number(id), JSON.parse(data)]);
}

/** The text of a chat's answer. */
export function textIn(text: string): string {
  return recordsIn(text)
    .map(([, { answer }]) => answer ?? '')
    .join('');
}

/** The code of an error that ends a stream and has no number. */
export function lastWordIn(text: string): unknown {
  const [, data = '{}'] = /(?:^|\n\n)data: (.*)\n\n$/.exec(text) ?? [];
  return JSON.parse(data).code;
}
