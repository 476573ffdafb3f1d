import { APIError } from '../errors/api-error.ts';
import type { RefusalFacts } from './dify-error-from.ts';

/** A refusal as the server said it: the status, and the fields of its envelope. */
export interface Refusal {
  readonly status: number;
  readonly envelope: Readonly<Record<string, unknown>>;
}

type Known = Pick<RefusalFacts, 'requestId' | 'secrets'>;

/** The words about refusals, loaded with the first one: most visits see none. */
const words = () => import('./dify-error-from.ts');

/** The typed error that a refused call stands for. The body is read. */
export async function errorOfResponse(
  response: Response,
  endpoint: string,
  known: Known,
  signal: AbortSignal,
): Promise<APIError> {
  const loaded = await words().catch(() => undefined);
  return loaded?.difyErrorFrom(response, endpoint, known, signal) ?? wordless(response.status, endpoint);
}

/** The typed error that a refusal in the middle of a stream stands for. */
export async function errorOfRefusal({ status, envelope }: Refusal): Promise<APIError> {
  const loaded = await words().catch(() => undefined);
  return loaded?.apiError(status, envelope) ?? wordless(status);
}

/** Where the words cannot be loaded, e.g. from a server that has been updated meanwhile: the status is still told. */
function wordless(status: number, endpoint?: string): APIError {
  return new APIError(`The server answered with status ${status}.`, { code: 'http_error', status, endpoint });
}
