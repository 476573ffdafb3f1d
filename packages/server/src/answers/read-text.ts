import { inTime } from '../ops/in-time.ts';

/**
 * Reads a body as text, at most `limit` bytes of it.
 *
 * @param withinMs milliseconds in which it has to be whole
 * @throws RangeError when there is more; Error when it is not whole in time
 */
export async function readText(response: Response, limit: number, withinMs: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  const until = Date.now() + withinMs;
  const next = async () => {
    try {
      return await inTime(Math.max(0, until - Date.now()), reader.read());
    } catch (error) {
      void reader.cancel().catch(() => undefined);
      throw error;
    }
  };
  for (;;) {
    const { done, value } = await next();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > limit) {
      void reader.cancel().catch(() => undefined);
      throw new RangeError(`The body has more than ${limit} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
