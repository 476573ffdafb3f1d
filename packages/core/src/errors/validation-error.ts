import { DifyError, type ErrorFacts } from './dify-error.ts';

/** Something has the wrong shape: an input before it is sent, or an answer. The value itself is never part of it. */
export class ValidationError extends DifyError {
  override readonly name: string = 'ValidationError';
  /** The field, e.g. `files.0.type`. */
  readonly path: string;

  constructor(message: string, facts: ErrorFacts & { path: string }) {
    super(message, facts);
    this.path = facts.path;
  }
}
