import { apiError, type RefusalFacts } from './dify-error-from.ts';
import { readLimited } from './read-limited.ts';

/** How much of an answer that is no stream is read, in bytes. */
const bodyLimit = 16_384;

/**
 * The body of an answer that does not say that it is a stream. What begins like a stream is one.
 *
 * @throws APIError for an error envelope or a page that came with status 200
 */
export async function unlabelledBody(
  response: Response,
  endpoint: string,
  more: Pick<RefusalFacts, 'requestId' | 'secrets'>,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const { body, beginning } = await peek(response.body);
  if (/^(?:data|event|id|retry)?:/.test(beginning)) return body;
  const text = await readLimited(new Response(body), bodyLimit, signal);
  throw refusal(text, endpoint, more);
}

/** What an answer says that should have been a stream. */
function refusal(text: string, endpoint: string, more: Pick<RefusalFacts, 'requestId' | 'secrets'>) {
  const envelope = envelopeOf(text);
  const status = Number(envelope?.status);
  if (envelope !== undefined && typeof envelope.code === 'string') {
    return apiError(status >= 400 && status < 600 ? status : 502, envelope, endpoint, { ...more, body: text });
  }
  const what = envelope !== undefined ? 'one whole answer' : text.trim() === '' ? 'nothing' : 'a page';
  const message = `The server answered with ${what} instead of a stream.`;
  return apiError(502, { code: 'unexpected_answer', message }, endpoint, { ...more, body: text });
}

function envelopeOf(text: string): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? Object.fromEntries(Object.entries(answer)) : undefined;
  } catch {
    return undefined;
  }
}

/** Looks at the first line of a body, or as much of it as tells what it is, and gives the whole body back. */
async function peek(
  body: ReadableStream<Uint8Array> | null,
): Promise<{ body: ReadableStream<Uint8Array>; beginning: string }> {
  const reader = (body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })).getReader();
  const decoder = new TextDecoder();
  const held: Uint8Array[] = [];
  let beginning = '';
  while (beginning.length < 6) {
    const { done, value } = await reader.read();
    if (done) break;
    held.push(value);
    beginning = (beginning + decoder.decode(value, { stream: true })).trimStart();
  }
  const rest = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const first = held.shift();
        const { done, value } = first ? { done: false, value: first } : await reader.read();
        if (value !== undefined) controller.enqueue(value);
        if (done) controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { body: rest, beginning };
}
