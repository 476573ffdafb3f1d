const lineFeed = 10;

/**
 * A stream of bytes as whole events, each with the empty line behind it; the rest at the end.
 *
 * @param left lets the stream go at once, also while it is silent
 */
export async function* eventBlocks(
  body: ReadableStream<Uint8Array>,
  left: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  const leave = () => void reader.cancel().catch(() => {});
  left.addEventListener('abort', leave);
  let rest = new Uint8Array(0);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      rest = joined(rest, value);
      for (let end = endOf(rest); end > 0; end = endOf(rest)) {
        yield rest.slice(0, end);
        rest = rest.slice(end);
      }
    }
    if (rest.length > 0) yield rest;
  } finally {
    left.removeEventListener('abort', leave);
    // Who stops reading leaves: the run behind it is told.
    leave();
  }
}

/** Where the first event ends, behind its empty line; 0 when none does. */
function endOf(bytes: Uint8Array): number {
  for (let at = 1; at < bytes.length; at++) if (bytes[at] === lineFeed && bytes[at - 1] === lineFeed) return at + 1;
  return 0;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
