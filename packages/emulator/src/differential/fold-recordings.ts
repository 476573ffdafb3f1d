import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../dsl/read-fields.ts';
import { foldAnswer } from './fold-answer.ts';
import type { Exchange, FormPart, Recordings, Scenario } from './recording.ts';

const textLimit = 3000;
/** Larger files are not sent again. */
const sizeLimit = 1_000_000;

/** Scenarios that go on from requests which were not recorded. */
const unrecordedBegin =
  /^(?:(?:conversations|datasets)\/list|conversations\/list-spaced|documents\/many|segments\/nested-ids|human\/.*-actions|human\/chatflow-human-many)$/;

/** A folder of recordings, made small. Left out is what cannot be asked again one after the other. */
export function foldRecordings(folder: string, appNames: ReadonlySet<string>): Recordings {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.json$/.test(file));
  const whole = files.map((file) => fieldsOf(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
  whole.sort((a, b) => (textOf(a.recorded_at) < textOf(b.recorded_at) ? -1 : 1));
  const scenarios = whole
    .filter(({ incomplete, name, repeatable }) => {
      return incomplete === undefined && repeatable !== false && !unrecordedBegin.test(textOf(name));
    })
    .map((scenario) => foldScenario(scenario, appNames));
  return { version: textOf(whole[0]?.dify), scenarios: scenarios.filter(({ exchanges }) => exchanges.length > 0) };
}

function foldScenario({ app, exchanges, name }: Fields, appNames: ReadonlySet<string>): Scenario {
  const all = listOf(exchanges).toSorted((a, b) => (numberOf(a.started_at_ms) ?? 0) - (numberOf(b.started_at_ms) ?? 0));
  const spans = all.map(({ response, started_at_ms }) => {
    const begin = numberOf(started_at_ms) ?? 0;
    return { begin, end: begin + (numberOf(fieldsOf(fieldsOf(response).end).t_ms) ?? 0) };
  });
  // What comes after exchanges at the same time, or after one that was left halfway, depends on them.
  const last = all.findIndex((exchange, at) => {
    const { begin, end } = spans[at] ?? { begin: 0, end: 0 };
    const overlaps = spans.some((other, place) => place !== at && other.begin + 5 < end && begin + 5 < other.end);
    return overlaps || fieldsOf(fieldsOf(exchange.response).end).how !== 'end of the body';
  });
  const kept = all.slice(0, last < 0 ? all.length : last).flatMap((exchange) => {
    const folded = foldExchange(exchange, textOf(app), appNames);
    return folded === undefined ? [] : [folded];
  });
  return { name: textOf(name), ...(typeof app === 'string' ? { app } : {}), exchanges: kept };
}

function foldExchange(exchange: Fields, app: string, appNames: ReadonlySet<string>): Exchange | undefined {
  const request = fieldsOf(exchange.request);
  // Other keys and signatures were taken out of the recordings.
  if (/another app/.test(textOf(exchange.note)) || /sign=\*/.test(textOf(request.path))) return undefined;
  const response = fieldsOf(exchange.response);
  const text = Array.isArray(response.chunks)
    ? listOf(response.chunks)
        .map(({ base64, data }) => textOf(data, base64 === undefined ? '' : atob(textOf(base64))))
        .join('')
    : textOf(response.body_text);
  const headers = pairs(request.headers);
  const key = keyOf(exchange, headers, app, appNames, textOf(request.path));
  if (key === undefined) return undefined;
  const form = Array.isArray(request.form) ? listOf(request.form).map(foldPart) : undefined;
  if (form?.some(({ size = 0 }) => size > sizeLimit)) return undefined;
  const body = textOf(request.body_text);
  // A body that was cut when it was recorded cannot be sent again.
  if (/… \(\d+ characters\)$|^\(\d+ bytes\)$/.test(body) || response.cut === true) return undefined;
  const others = headers.filter(([name]) => /^(?:accept-encoding|origin|x-|access-control)/i.test(name));
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type !== undefined && form === undefined) others.push(['content-type', type]);
  return {
    ...(typeof exchange.operation === 'string' ? { operation: exchange.operation } : {}),
    ...(typeof exchange.note === 'string' ? { note: exchange.note } : {}),
    method: textOf(request.method),
    path: textOf(request.path),
    ...(key === '' ? {} : { key }),
    ...(others.length === 0 ? {} : { headers: Object.fromEntries(others) }),
    ...(body === '' ? {} : { body }),
    ...(form === undefined ? {} : { form }),
    answer: foldAnswer(numberOf(response.status) ?? 0, pairs(response.headers), text),
  };
}

/** The first app of each mode, as scenarios over all modes use them. */
const ofMode: Readonly<Record<string, string>> = {
  chat: 'chat-plain',
  completion: 'completion',
  workflow: 'workflow-slow',
  'advanced-chat': 'chatflow-human',
  'agent-chat': 'agent',
  agent: 'agent-app',
};

/** Whose key a request showed; `undefined` where the recording does not tell, empty where it is the scenario's. */
function keyOf(
  { note, response }: Fields,
  headers: readonly [string, string][],
  app: string,
  appNames: ReadonlySet<string>,
  path: string,
): string | undefined {
  const shown = headers.find(([name]) => name === 'Authorization')?.[1];
  if (shown === undefined) return 'none';
  const isRefused = textOf(fieldsOf(response).body_text).includes('Access token is invalid');
  if (shown === 'Bearer dataset-***') {
    if (isRefused && path.startsWith('/v1/datasets')) return 'wrong';
    return app === '' ? '' : 'dataset';
  }
  if (shown !== 'Bearer app-***') return shown;
  if (isRefused) return 'wrong';
  const text = textOf(note);
  // A note may be the name of the app that was asked; the routes of an agent app are named like apps.
  const named = ofMode[/ on ([a-z-]+)$/.exec(text)?.[1] ?? ''] ?? /^(?:app )?([a-z-]+)(?=:|$)/.exec(text)?.[1] ?? '';
  if (app === 'agent-app') return '';
  if (appNames.has(named) && named !== app) return named;
  return app === '' ? undefined : '';
}

function foldPart({ base64, content_type, filename, name, size, text, value }: Fields): FormPart {
  return {
    name: textOf(name),
    ...(typeof value === 'string' ? { value } : {}),
    ...(typeof text === 'string' ? { value: text.slice(0, textLimit) } : {}),
    ...(typeof filename === 'string' ? { filename } : {}),
    ...(typeof content_type === 'string' ? { type: content_type } : {}),
    ...(typeof base64 === 'string' ? { base64 } : {}),
    ...(value === undefined && text === undefined && base64 === undefined ? { size: numberOf(size) ?? 0 } : {}),
  };
}

function pairs(value: unknown): [string, string][] {
  return Array.isArray(value) ? value.map((pair) => [String(pair[0]), String(pair[1])]) : [];
}
