import { letGo } from '../hub/let-go.ts';
import type { ByteRange } from './byte-range.ts';

/** How bytes are handed on. */
export interface HandOnOptions {
  /** Milliseconds without a byte after which the connection counts as lost. */
  readonly idleMs: number;
  /** Milliseconds without anybody who takes what has come, after which the reader counts as lost. */
  readonly readerTimeout: number;
  /** The part that is wanted; all of it unless given. */
  readonly range?: ByteRange | undefined;
}

/** Hands bytes on as fast as they are read, and lets go of their source when the reader leaves. */
export function handOn(source: ReadableStream<Uint8Array>, options: HandOnOptions): ReadableStream<Uint8Array> {
  const { first, last } = options.range ?? { first: 0, last: Number.POSITIVE_INFINITY };
  const reader = source.getReader();
  const close = () => void reader.cancel().catch(() => undefined);
  let at = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** Lets go of a reader who takes nothing for long. */
  const waitForReader = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    patience = setTimeout(() => {
      close();
      controller.error(new TypeError('This reader has taken nothing for too long.'));
    }, options.readerTimeout);
    letGo(patience);
  };
  return new ReadableStream<Uint8Array>(
    {
      start: waitForReader,
      async pull(controller) {
        clearTimeout(patience);
        for (;;) {
          const piece = await next();
          if (piece === undefined) return controller.close();
          const start = at;
          at += piece.byteLength;
          const wanted = piece.subarray(Math.max(0, first - start), Math.max(0, Math.min(last + 1, at) - start));
          if (at > last) close();
          if (wanted.byteLength > 0) controller.enqueue(wanted);
          if (at > last) return controller.close();
          if (wanted.byteLength > 0) return waitForReader(controller);
        }
      },
      cancel() {
        clearTimeout(patience);
        close();
      },
    },
    { highWaterMark: 0 },
  );

  async function next(): Promise<Uint8Array | undefined> {
    let isIdle = false;
    const idle = setTimeout(() => {
      isIdle = true;
      close();
    }, options.idleMs);
    try {
      const { value } = await reader.read();
      if (isIdle) throw new TypeError('The bytes stopped coming.');
      return value;
    } finally {
      clearTimeout(idle);
    }
  }
}
