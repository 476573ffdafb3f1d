import { sizeInWords } from '../limits/limits.ts';
import { Refusal } from '../refusal.ts';
import { bodyRead } from './body-read.ts';

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
 * @throws Refusal with 413, 408 or 400, and with 500 when something else has read it
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.bytes) throw tooLarge(limits);
  if (request.bodyUsed || request.body?.locked) {
    throw bodyRead(
      'Whoever runs this site should pass the request on before anything reads it, or pass on `request.clone()`.',
    );
  }
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  // One buffer that grows: a list of pieces would let somebody who sends byte by byte fill the memory.
  let held = new Uint8Array(Math.min(limits.bytes, firstBytes));
  let length = 0;
  let late = false;
  let heardAt = Date.now();
  const expire = () => {
    late = true;
    void reader.cancel().catch(() => undefined);
  };
  /** One timer looks at the clock now and then: a timer for every piece would cost more than the piece. */
  const checkSilence = () => {
    const left = limits.idleMs - (Date.now() - heardAt);
    if (left <= 0) expire();
    else idle = setTimeout(checkSilence, left);
  };
  const total = setTimeout(expire, limits.totalMs);
  let idle = setTimeout(checkSilence, limits.idleMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heardAt = Date.now();
      const next = length + value.byteLength;
      if (next > limits.bytes) throw tooLarge(limits);
      if (next > held.byteLength) held = grown(held, Math.min(limits.bytes, Math.max(next, held.byteLength * 2)));
      held.set(value, length);
      length = next;
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
  return held.slice(0, length);
}

function tooLarge({ bytes }: BodyLimits): Refusal {
  return new Refusal(413, 'payload_too_large', `At most ${sizeInWords(bytes)} can be sent.`);
}

/** Bytes that are taken before anything has come. */
const firstBytes = 16_384;

function grown(held: Uint8Array<ArrayBuffer>, bytes: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes);
  larger.set(held);
  return larger;
}
