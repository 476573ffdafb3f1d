/**
 * Reads a body as text, at most `limit` bytes of it.
 *
 * @throws RangeError when there is more
 */
export async function readText(response: Response, limit: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > limit) {
      void reader.cancel().catch(() => undefined);
      throw new RangeError(`The body has more than ${limit} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
