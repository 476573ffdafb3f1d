import { DifyError } from './dify-error.ts';

/** The caller took the call back. */
export class AbortError extends DifyError {
  override readonly name: string = 'AbortError';
}
