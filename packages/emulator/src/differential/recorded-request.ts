import type { Exchange, FormPart } from './recording.ts';

const boundary = '----replayed7MA4YWxkTrZu0gW';

/** A recorded request for an emulator. Waiting that a model was told to do is cut short. */
export function recordedRequest(exchange: Exchange, key: string | null, translate: (text: string) => string): Request {
  const headers = new Headers(exchange.headers);
  if (key !== null) headers.set('authorization', key);
  const body = bodyOf(exchange, translate);
  if (exchange.form !== undefined) headers.set('content-type', `multipart/form-data; boundary=${boundary}`);
  const { method } = exchange;
  const request = new Request(`http://dify.local${translate(exchange.path)}`, {
    method,
    headers,
    ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  // A body of text brings a content type of its own, which the recorded request may not have had.
  const told = exchange.form !== undefined || Object.keys(exchange.headers ?? {}).includes('content-type');
  if (!told) request.headers.delete('content-type');
  return request;
}

function bodyOf({ body, form }: Exchange, translate: (text: string) => string): BodyInit | undefined {
  if (form !== undefined) return formOf(form, translate);
  if (body === undefined) return undefined;
  return new TextEncoder().encode(withoutWaiting(translate(body)));
}

function withoutWaiting(text: string): string {
  return text.replaceAll(/\[\[slow:\d+\]\]/g, '[[slow:0.05]]').replaceAll(/\[\[(first|gap):\d+\]\]/g, '[[$1:1]]');
}

function formOf(parts: readonly FormPart[], translate: (text: string) => string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces = parts.flatMap(({ base64, filename, name, size, type, value }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const typed = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${typed}\r\n`;
    const content =
      base64 !== undefined
        ? Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        : value !== undefined
          ? encoder.encode(translate(value))
          : new Uint8Array(size ?? 0).fill(97);
    return [encoder.encode(head), content, encoder.encode('\r\n')];
  });
  pieces.push(encoder.encode(`--${boundary}--\r\n`));
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
