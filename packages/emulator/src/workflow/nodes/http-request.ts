import { keepMadeFile } from '../made-files.ts';
import { NodeFailure, type NodeKind } from '../node-scope.ts';
import { textOf } from '../value-text.ts';
import type { VariablePool } from '../variable-pool.ts';

/** Asks the definition's function for an answer: nothing leaves the emulator. */
export const runHttpRequest: NodeKind<'http-request'> = async (data, { pool, run }) => {
  const url = urlOf(pool.fill(data.url), pool.fill(data.params ?? ''));
  const headers = headersOf(pool.fill(data.headers ?? ''));
  const body = bodyOf(data.body, pool);
  const method = data.method.toUpperCase();
  const host = /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? '';
  const path = url.replace(/^\w+:\/\/[^/?#]*/, '') || '/';
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const processData = { request: `${lines.join('\r\n')}\r\n\r\n${body}` };
  const answer = await run.definition.functions?.http?.({ method, url, headers, body });
  if (answer === undefined) {
    throw new NodeFailure('[Errno 111] Connection refused', 'HttpRequestNodeError', { processData });
  }
  const isFailure = [500, 502, 503, 504].includes(answer.status);
  if (isFailure && run.server.profile === '1.14') {
    throw new NodeFailure(`Reached maximum retries for URL ${url}`, 'HttpRequestNodeError', { processData });
  }
  const type = answer.headers?.['content-type'] ?? 'text/plain';
  const bytes = typeof answer.body === 'string' ? undefined : answer.body;
  const isFile = bytes !== undefined && /^(image|audio|video)\//.test(type);
  const files = isFile ? [keepMadeFile(run, { bytes, mime_type: type, extension: extensionOf(url, type) })] : [];
  const text = typeof answer.body === 'string' ? answer.body : isFile ? '' : new TextDecoder().decode(answer.body);
  return {
    processData,
    outputs: {
      status_code: answer.status,
      body: text,
      headers: { ...plainHeaders(answer.body, run.server.nowMs()), ...answer.headers },
      files,
    },
  };
};

function urlOf(url: string, params: string): string {
  const pairs = params.split('\n').flatMap((line) => {
    const at = line.indexOf(':');
    return at > 0
      ? [`${encodeURIComponent(line.slice(0, at).trim())}=${encodeURIComponent(line.slice(at + 1).trim())}`]
      : [];
  });
  return pairs.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

function headersOf(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf(':');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
  });
  return Object.fromEntries(pairs);
}

function bodyOf(
  body: { readonly type: string; readonly data?: unknown } | null | undefined,
  pool: VariablePool,
): string {
  if (!body || body.type === 'none') return '';
  if (typeof body.data === 'string') return pool.fill(body.data);
  const items: unknown[] = Array.isArray(body.data) ? body.data : [];
  const texts = items.map((item) => ({
    key: textOf(Reflect.get(Object(item), 'key')),
    value: pool.fill(textOf(Reflect.get(Object(item), 'value'))),
  }));
  if (body.type === 'x-www-form-urlencoded' || body.type === 'form-data') {
    return new URLSearchParams(texts.map(({ key, value }) => [pool.fill(key), value])).toString();
  }
  return texts.map(({ value }) => value).join('');
}

function extensionOf(url: string, type: string): string {
  return /\.\w{1,5}$/.exec(url.replace(/[?#].*$/, ''))?.[0] ?? `.${type.split('/')[1]?.split(';')[0] ?? 'bin'}`;
}

/** What every server says beside its answer. */
function plainHeaders(body: string | Uint8Array, now: number): Record<string, string> {
  const { length } = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return {
    'content-length': String(length),
    date: new Date(now).toUTCString(),
    connection: 'keep-alive',
    'keep-alive': 'timeout=65',
  };
}
