import { APIError, type APIErrorFacts } from '../errors/api-error.ts';
import type { RefusalFacts } from './dify-error-from.ts';

/** A refusal as the server said it: the status, and the fields of its envelope. */
export interface Refusal {
  readonly status: number;
  readonly envelope: Readonly<Record<string, unknown>>;
}

type Known = Pick<RefusalFacts, 'requestId' | 'secrets'>;

/** The words about refusals, loaded with the first one: most visits see none. */
type Words = Pick<typeof import('./dify-error-from.ts'), 'difyErrorFrom' | 'apiError'>;
const load = (): Promise<Words> => import('./dify-error-from.ts');

/**
 * The typed error that a refused call stands for. The body is read, or let go where the words about it cannot be loaded.
 *
 * @param loadWords where the words come from
 */
export async function errorOfResponse(
  response: Response,
  endpoint: string,
  known: Known,
  signal: AbortSignal,
  loadWords = load,
): Promise<APIError> {
  const words = await loadWords().catch(() => undefined);
  if (words !== undefined) return words.difyErrorFrom(response, endpoint, known, signal);
  await response.body?.cancel().catch(() => undefined);
  const requestId = response.headers.get('x-request-id') ?? response.headers.get('x-trace-id') ?? known.requestId;
  return wordless(response.status, { endpoint, requestId });
}

/**
 * The typed error that a refusal in the middle of a stream stands for.
 *
 * @param loadWords where the words come from
 */
export async function errorOfRefusal({ status, envelope }: Refusal, loadWords = load): Promise<APIError> {
  const words = await loadWords().catch(() => undefined);
  return words?.apiError(status, envelope) ?? wordless(status);
}

/** Where the words cannot be loaded, e.g. from a server that has been updated meanwhile: the status is still told. */
function wordless(status: number, facts: Partial<APIErrorFacts> = {}): APIError {
  return new APIError(`The server answered with status ${status}.`, { code: 'http_error', status, ...facts });
}
