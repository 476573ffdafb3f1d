/** One record of a stream of events, as it came. */
export interface StreamRecord {
  readonly bytes: Uint8Array;
  /** Its number in the run's log; empty for keep-alives. */
  readonly id: string;
}

const encoder = new TextEncoder();

/** Cuts a stream into its records. What stands behind the last blank line comes as it is. */
export async function* recordsOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<StreamRecord, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
      yield recordOf(rest.slice(0, end + 2));
      rest = rest.slice(end + 2);
    }
    if (done) break;
  }
  if (rest !== '') yield recordOf(rest);
}

function recordOf(text: string): StreamRecord {
  return { bytes: encoder.encode(text), id: /^id: ?(.*)$/m.exec(text)?.[1] ?? '' };
}
