import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Fields, fieldsOf, listOf, numberOf, textOf } from '../dsl/read-fields.ts';
import { foldAnswer } from './fold-answer.ts';
import type { Exchange, FormPart, Recordings, Scenario } from './recording.ts';

const textLimit = 3000;

/** A folder of recordings, made small. Left out is what cannot be asked again one after the other. */
export function foldRecordings(folder: string, appNames: ReadonlySet<string>): Recordings {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.json$/.test(file));
  const whole = files.map((file) => fieldsOf(JSON.parse(readFileSync(path.join(folder, file), 'utf8'))));
  whole.sort((a, b) => (textOf(a.recorded_at) < textOf(b.recorded_at) ? -1 : 1));
  const scenarios = whole
    .filter(({ incomplete, repeatable }) => incomplete === undefined && repeatable !== false)
    .map((scenario) => foldScenario(scenario, appNames));
  return { version: textOf(whole[0]?.dify), scenarios: scenarios.filter(({ exchanges }) => exchanges.length > 0) };
}

function foldScenario({ app, exchanges, name }: Fields, appNames: ReadonlySet<string>): Scenario {
  const all = listOf(exchanges).toSorted((a, b) => (numberOf(a.started_at_ms) ?? 0) - (numberOf(b.started_at_ms) ?? 0));
  let end = 0;
  const kept = all.flatMap((exchange) => {
    const begin = numberOf(exchange.started_at_ms) ?? 0;
    const ended = fieldsOf(fieldsOf(exchange.response).end);
    const overlaps = begin + 5 < end;
    end = Math.max(end, begin + (numberOf(ended.t_ms) ?? 0));
    if (overlaps || ended.how !== 'end of the body') return [];
    const folded = foldExchange(exchange, textOf(app), appNames);
    return folded === undefined ? [] : [folded];
  });
  return { name: textOf(name), ...(typeof app === 'string' ? { app } : {}), exchanges: kept };
}

function foldExchange(exchange: Fields, app: string, appNames: ReadonlySet<string>): Exchange | undefined {
  const request = fieldsOf(exchange.request);
  const response = fieldsOf(exchange.response);
  const text = Array.isArray(response.chunks)
    ? listOf(response.chunks)
        .map(({ base64, data }) => textOf(data, base64 === undefined ? '' : atob(textOf(base64))))
        .join('')
    : textOf(response.body_text);
  const headers = pairs(request.headers);
  const key = keyOf(exchange, headers, app, appNames);
  if (key === undefined) return undefined;
  const form = Array.isArray(request.form) ? listOf(request.form).map(foldPart) : undefined;
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

/** Whose key a request showed; `undefined` where the recording does not tell, empty where it is the scenario's. */
function keyOf(
  { note, response }: Fields,
  headers: readonly [string, string][],
  app: string,
  appNames: ReadonlySet<string>,
): string | undefined {
  const shown = headers.find(([name]) => name === 'Authorization')?.[1];
  if (shown === undefined) return 'none';
  const isRefused = textOf(fieldsOf(response).body_text).includes('Access token is invalid');
  if (shown === 'Bearer dataset-***') return isRefused && app === '' ? 'wrong' : app === '' ? '' : 'dataset';
  if (shown !== 'Bearer app-***') return shown;
  if (isRefused) return 'wrong';
  const named = [textOf(note), textOf(note).split(/[: ]/)[0] ?? ''].find((name) => appNames.has(name));
  if (named !== undefined && named !== app) return named;
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
