import { sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';

/** How much and how long a body may be. */
export interface BodyLimits {
  readonly bytes: number;
  /** Milliseconds without a byte. */
  readonly idleMs: number;
  /** Milliseconds for the whole. */
  readonly totalMs: number;
}

/**
 * Reads a request's body, counting what really arrives.
 *
 * @throws Refusal with 413, 408 or 400
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = new Refusal(413, 'payload_too_large', `At most ${sizeInWords(limits.bytes)} can be sent.`);
  if (Number(request.headers.get('content-length') ?? 0) > limits.bytes) throw tooLarge;
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let late = false;
  const expire = () => {
    late = true;
    void reader.cancel().catch(() => undefined);
  };
  const total = setTimeout(expire, limits.totalMs);
  let idle = setTimeout(expire, limits.idleMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(idle);
      idle = setTimeout(expire, limits.idleMs);
      length += value.byteLength;
      if (length > limits.bytes) throw tooLarge;
      pieces.push(value);
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined);
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'incomplete_body', 'The request broke off.');
  } finally {
    clearTimeout(total);
    clearTimeout(idle);
  }
  if (late) throw new Refusal(408, 'request_timeout', 'The request took too long to arrive.');
  return joined(pieces, length);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
