import { DifyError, type ErrorFacts } from './dify-error.ts';

/** Where and how a value does not fit. */
export interface ValidationFacts extends ErrorFacts {
  path: string;
  expected?: string | undefined;
  received?: string | undefined;
}

/** Something has the wrong shape: an input before it is sent, or an answer. The value itself is never part of it. */
export class ValidationError extends DifyError {
  override readonly name: string = 'ValidationError';
  /** The field, e.g. `files.0.type`. */
  readonly path: string;
  /** What is needed, in words, e.g. `at least 1`. */
  readonly expected: string | undefined;
  /** The kind of what was there, e.g. `number` or `an empty string`. */
  readonly received: string | undefined;

  constructor(message: string, facts: ValidationFacts) {
    super(message, facts);
    this.path = facts.path;
    this.expected = facts.expected;
    this.received = facts.received;
  }

  override toJSON(): Readonly<Record<string, unknown>> {
    const { path, expected, received } = this;
    return { ...super.toJSON(), path, expected, received };
  }
}
