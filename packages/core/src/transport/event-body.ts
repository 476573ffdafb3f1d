import type { RefusalFacts } from './dify-error-from.ts';

/**
 * The body of a stream. An answer of another type is looked at: what begins like a stream is one.
 *
 * @throws APIError for an error envelope or a page that came with status 200
 */
export async function eventBody(
  response: Response,
  endpoint: string,
  more: Pick<RefusalFacts, 'requestId' | 'secrets'> = {},
  signal?: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const type = response.headers.get('content-type') ?? '';
  if (response.body !== null && type.includes('text/event-stream')) return response.body;
  const { unlabelledBody } = await import('./unlabelled-body.ts'); // Loaded when a server answers with something else.
  return unlabelledBody(response, endpoint, more, signal);
}
