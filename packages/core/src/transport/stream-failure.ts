import { DifyError } from '../errors/dify-error.ts';
import { type ReceivedStream, StreamError } from '../errors/stream-error.ts';
import type { Attempt } from './attempt.ts';
import type { CallContext } from './call-context.ts';
import { failureOf, takenBack } from './failure.ts';

/** The error for a stream that ended before its time, after its headers had come. */
export function streamFailure(
  cause: unknown,
  context: CallContext,
  attempt: Attempt,
  received: ReceivedStream,
): DifyError {
  const { name, options } = context;
  const facts = { endpoint: name, requestId: options.traceId, received };
  const hint = 'What had come is in `received`; look at the run or the history for the rest before asking again.';
  switch (attempt.ending) {
    case 'caller':
      return takenBack(context, cause);
    case 'idle':
      return new StreamError(`${name} fell silent.`, { ...facts, code: 'idle', hint, cause });
    case 'total': {
      const longer = `${hint} More time is allowed by \`totalTimeout\`.`;
      return new StreamError(`${name} took too long.`, { ...facts, code: 'total_timeout', hint: longer, cause });
    }
  }
  if (cause instanceof StreamError) {
    const inner = 'The stream of this server cannot be read; look at the run or the history.';
    return new StreamError(cause.reason, { ...facts, code: cause.code, hint: inner, cause });
  }
  if (cause instanceof DifyError && cause.code !== 'network') return cause;
  return new StreamError(`${name} lost the connection in the middle of its answer.`, {
    ...facts,
    code: 'interrupted',
    hint,
    cause: failureOf(cause, context, attempt, true).cause,
  });
}
