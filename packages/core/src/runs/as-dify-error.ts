import { DifyError } from '../errors/dify-error.ts';

/** Anything that was thrown, as an error of ours: a listener of the application's may throw whatever it likes. */
export function asDifyError(error: unknown): DifyError {
  if (error instanceof DifyError) return error;
  const message = error instanceof Error ? error.message : 'Something that is no error was thrown.';
  return new DifyError(message, { code: 'unexpected', cause: error });
}
