import { forwardAbort } from './forward-abort.ts';

/**
 * The beginning of a body as text, at most `limit` bytes; what follows is let go. A body that breaks off, or whose signal
 * is aborted, gives what had come.
 */
export async function readLimited(response: Response, limit: number, signal?: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const letGo = forwardAbort(signal, () => void reader.cancel().catch(() => undefined));
  const decoder = new TextDecoder();
  let text = '';
  let left = limit;
  try {
    while (left > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.byteLength;
    }
  } catch {
    // What had arrived says more than the break.
  }
  letGo();
  reader.cancel().catch(() => undefined);
  return text;
}
