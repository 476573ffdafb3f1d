import type { HandlerLimits } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import { bytesOf, rangeIn } from './byte-range.ts';
import { contentDisposition, nameIn } from './content-disposition.ts';
import { handOn } from './hand-on.ts';
import { partOfFile } from './part-of-file.ts';
import { readText } from './read-text.ts';
import { upstreamRefusal } from './upstream-refusal.ts';

/** What browsers may show or play by themselves. Everything else is only saved. */
const shown =
  /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp)|audio\/(?:mpeg|mp3|wav|x-wav|ogg|mp4|m4a|x-m4a|aac|flac|webm)|video\/(?:mp4|webm|ogg))$/;

/** What a page asked for with a file. */
export interface BinaryRequest {
  readonly operation: string;
  /** Whether the file is to be saved. */
  readonly asAttachment: boolean;
  readonly request: Request;
  readonly limits: HandlerLimits;
}

/**
 * A file or speech as it comes from Dify, under a type that no page runs and with headers of our own. A part of it is
 * answered also where Dify sends the whole.
 *
 * @throws Refusal with 404 for speech of a message that says nothing, 416, or 502
 */
export async function binaryAnswer(upstream: Response, asked: BinaryRequest): Promise<Response> {
  const { operation, limits, request } = asked;
  const type = (upstream.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isOnlyType = !(upstream.headers.get('content-type') ?? '').includes(',');
  const isShown = isOnlyType && shown.test(type) && !asked.asAttachment;
  if (operation === 'textToAudioChat' && !(isOnlyType && type.startsWith('audio/') && shown.test(type))) {
    throw await noSpeech(upstream, type, asked);
  }
  const headers = new Headers({
    'content-type': isShown ? type : 'application/octet-stream',
    'content-disposition': contentDisposition(
      isShown ? 'inline' : 'attachment',
      nameIn(upstream.headers.get('content-disposition')),
    ),
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  if (upstream.body === null) return new Response(null, { status: 200, headers });
  const patience = { idleMs: limits.idleTimeout, readerTimeout: limits.readerTimeout };
  const wanted = rangeIn(request.headers.get('range'));
  if (upstream.status === 206) {
    const part = partOfFile(upstream, wanted);
    if (part === undefined) {
      void upstream.body.cancel().catch(() => undefined);
      throw new Refusal(502, 'upstream_error', 'Dify sent a part that was not asked for.');
    }
    headers.set('content-range', part.header);
    headers.set('content-length', String(part.length));
    headers.set('accept-ranges', 'bytes');
    const range = { first: 0, last: part.length - 1 };
    return new Response(handOn(upstream.body, { ...patience, range }), { status: 206, headers });
  }
  const length = lengthOf(upstream);
  if (length === null) return new Response(handOn(upstream.body, patience), { status: 200, headers });
  headers.set('accept-ranges', 'bytes');
  if (wanted === null) {
    headers.set('content-length', String(length));
    return new Response(handOn(upstream.body, patience), { status: 200, headers });
  }
  const range = bytesOf(wanted, length);
  if (range === null) {
    void upstream.body.cancel().catch(() => undefined);
    throw unsatisfiable(length);
  }
  headers.set('content-range', `bytes ${range.first}-${range.last}/${length}`);
  headers.set('content-length', String(range.last - range.first + 1));
  return new Response(handOn(upstream.body, { ...patience, range }), { status: 206, headers });
}

/** The refusal of a range that a file does not have. */
export function unsatisfiable(length: number | null): Refusal {
  return new Refusal(416, 'range_not_satisfiable', 'The file has no such part.', {
    'content-range': `bytes */${length ?? '*'}`,
  });
}

/** A body that was unpacked on the way has another length than its header says. */
function lengthOf({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length !== null && /^\d{1,15}$/.test(length) && !headers.has('content-encoding') ? Number(length) : null;
}

/** A message that is unknown, empty or another user's is answered with 200 and the JSON `null`. */
async function noSpeech(upstream: Response, type: string, { operation, limits }: BinaryRequest): Promise<Refusal> {
  const text = await readText(upstream, 16_384, limits.timeout).catch(() => '');
  if (type === 'application/json' && text.trim() === 'null') {
    return new Refusal(404, 'not_found', 'There is nothing to be read aloud.');
  }
  const status = /"status"\s*:\s*([45]\d\d)\b/.exec(text)?.[1];
  if (status !== undefined) return upstreamRefusal(new Response(text, { status: Number(status) }), operation, limits);
  return new Refusal(502, 'upstream_error', 'Dify answered with no speech.');
}
