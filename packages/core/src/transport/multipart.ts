/** A form as the bytes that go over the wire. */
export interface Multipart {
  /** For the `Content-Type` header. */
  readonly type: string;
  /** Bytes of the whole. */
  readonly size: number;
  /** The bytes, read from the files only as fast as they are asked for. */
  stream(onLoaded: (bytes: number) => void): ReadableStream<Uint8Array>;
}

/**
 * Lays a form out without holding its files.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
export function multipart(form: FormData): Multipart {
  const boundary = `----dify-oapi-${crypto.randomUUID()}`;
  const encoder = new TextEncoder();
  const parts: (Uint8Array | Blob)[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (typeof value === 'string') {
      parts.push(encoder.encode(`${head}\r\n\r\n${value}\r\n`));
    } else {
      const type = value.type || 'application/octet-stream';
      parts.push(encoder.encode(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
      parts.push(value, encoder.encode('\r\n'));
    }
  }
  parts.push(encoder.encode(`--${boundary}--\r\n`));
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    size: parts.reduce((size, part) => size + (part instanceof Blob ? part.size : part.byteLength), 0),
    stream: (onLoaded) => streamOf(parts, onLoaded),
  };
}

function streamOf(
  parts: readonly (Uint8Array | Blob)[],
  onLoaded: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  let at = 0;
  let loaded = 0;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = reader ? await reader.read() : next();
          if (value !== undefined) {
            loaded += value.byteLength;
            onLoaded(loaded);
            controller.enqueue(value);
            return;
          }
          if (!done) continue;
          if (reader === undefined) {
            controller.close();
            return;
          }
          reader = undefined;
        }
      },
      async cancel(reason) {
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );

  /** The next part: bytes as they are, a file as a reader that the following round reads from. */
  function next(): { done: boolean; value?: Uint8Array } {
    const part = parts[at++];
    if (part === undefined) return { done: true };
    if (part instanceof Blob) {
      reader = part.stream().getReader();
      return { done: false };
    }
    return { done: false, value: part };
  }
}

function escaped(name: string): string {
  return name.replace(/\r?\n|\r/g, '%0D%0A').replaceAll('"', '%22');
}
