/** What a file can be made of. */
export type FileSource =
  | Blob
  | ArrayBuffer
  | Uint8Array<ArrayBuffer>
  | string
  | Response
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/**
 * A file to upload from whatever holds its bytes. A stream is read to its end first, for a form needs to know its length.
 * In Node, `fileFromPath` of `@dify-oapi/core/node` takes a path and reads nothing before it is sent.
 *
 * @param name with its extension, which Dify goes by
 * @param options `type`: the MIME type. @default the source's own, else `application/octet-stream`
 * @example await dify.files.upload({ file: await toFile(stream, 'report.pdf') })
 */
export async function toFile(source: FileSource, name: string, options: { type?: string } = {}): Promise<File> {
  if (typeof name !== 'string' || name.trim() === '') {
    throw new TypeError(
      'toFile needs a name with its extension, e.g. "report.pdf": Dify decides by it what the file is.',
    );
  }
  const content = await contentOf(source);
  const type =
    options.type ?? (content instanceof Blob && content.type !== '' ? content.type : 'application/octet-stream');
  return new File([content], name, { type });
}

async function contentOf(source: FileSource): Promise<BlobPart> {
  if (source instanceof Response) {
    if (!source.ok) throw new TypeError(`toFile was given a response with status ${source.status}, not a file.`);
    return source.blob();
  }
  if (
    typeof source === 'string' ||
    source instanceof Blob ||
    ArrayBuffer.isView(source) ||
    source instanceof ArrayBuffer
  ) {
    return source;
  }
  if (source instanceof ReadableStream) return new Response(source).blob();
  const pieces: BlobPart[] = [];
  for await (const piece of source) pieces.push(new Uint8Array(piece));
  return new Blob(pieces);
}
