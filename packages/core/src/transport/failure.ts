import { AbortError } from '../errors/abort-error.ts';
import { ConnectionError, TimeoutError, type TimeoutPhase } from '../errors/connection-error.ts';
import { DifyError } from '../errors/dify-error.ts';
import type { Attempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { isConnectTimeout, isNeverSent } from './connection-code.ts';
import { redact } from './redact.ts';

/**
 * The error for a try that failed before or while its answer was read.
 * What went wrong is told by phase, signal and code, never by the wording of a runtime's error.
 *
 * @param reached whether the answer's headers had come
 */
export function failureOf(cause: unknown, context: CallContext, attempt: Attempt, reached: boolean): DifyError {
  if (cause instanceof DifyError) return cause;
  const { name, options } = context;
  const facts = { endpoint: name, requestId: options.traceId, cause: safeCause(cause, context.secrets) };
  if (attempt.ending === 'caller') return takenBack(context, cause);
  if (attempt.ending !== undefined) return tooLate(context, reached ? 'body' : 'headers', facts.cause);
  if (reached) {
    return new ConnectionError(`${name} lost the connection in the middle of its answer.`, {
      ...facts,
      code: 'network',
      hint: context.repeatable ? 'Try again.' : 'It may have been done all the same: look before sending again.',
    });
  }
  if (isConnectTimeout(cause)) return tooLate(context, 'connect', facts.cause);
  return new ConnectionError(`${name} could not reach the server.`, {
    ...facts,
    code: 'network',
    hint: 'Check the network and the base URL.',
    neverSent: isNeverSent(cause),
  });
}

/** The error for a call that its caller took back. */
export function takenBack({ name, options }: CallContext, cause?: unknown): AbortError {
  return new AbortError(`${name} was taken back by the caller.`, {
    code: 'aborted',
    endpoint: name,
    requestId: options.traceId,
    cause,
  });
}

function tooLate({ name, options, repeatable }: CallContext, phase: TimeoutPhase, cause: unknown): TimeoutError {
  const what = { connect: 'no connection', headers: 'no answer', body: 'no whole answer' }[phase];
  return new TimeoutError(`${name} got ${what} in time.`, {
    code: 'timeout',
    endpoint: name,
    requestId: options.traceId,
    phase,
    hint: repeatable
      ? 'Try again, or allow more time with `timeout`.'
      : 'It may have been done all the same: look before sending again, or allow more time with `timeout`.',
    cause,
  });
}

/** A runtime's error may quote a header that it did not like. */
function safeCause(cause: unknown, secrets: readonly string[]): unknown {
  if (!(cause instanceof Error)) return cause;
  const message = redact(cause.message, secrets);
  return message === cause.message ? cause : new Error(message);
}
