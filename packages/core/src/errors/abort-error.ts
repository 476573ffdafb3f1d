import { DifyError } from './dify-error.ts';

/** The caller took the call back, by a signal, `abort()` or by leaving. Nothing to report to anybody. */
export class AbortError extends DifyError {
  override readonly name: string = 'AbortError';
}
