/** The parts of a multipart body; `untyped` when the part named `file` does not say its type. */
export interface Form {
  readonly data: FormData;
  readonly untyped: boolean;
}

/** The longest beginning in which a part's headers are looked for. */
const beginning = 65_536;

/** The form of a request; `undefined` when its body is none. */
export async function readForm(request: Request): Promise<Form | undefined> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await request.arrayBuffer();
  try {
    const data = await new Response(bytes, { headers: { 'content-type': type } }).formData();
    const text = new TextDecoder('latin1').decode(bytes.slice(0, beginning));
    // A parsed part without a type has one all the same: `text/plain`.
    const headers = /\r\ncontent-disposition:[^\r\n]*name="file"[^\r\n]*\r\n((?:[^\r\n]+\r\n)*)\r\n/i.exec(text);
    return { data, untyped: headers !== null && !/^content-type:/im.test(headers[1] ?? '') };
  } catch {
    return undefined;
  }
}
