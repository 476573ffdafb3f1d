import { StreamError } from '../errors/stream-error.ts';
import type { StreamErrorEvent } from '../events/message-events.ts';
import { apiError } from '../transport/dify-error-from.ts';
import type { RunOutcome } from './run-status.ts';

/** How a run ended that an `error` event ended. */
export function outcomeOfError({ code, status, message }: StreamErrorEvent): RunOutcome {
  if (code === 'stopped') return { type: 'stopped' };
  if (code === 'upstream_interrupted') {
    const sentence = message || 'The connection to the app was lost in the middle of its answer.';
    return { type: 'interrupted', error: new StreamError(sentence, { code: 'interrupted' }) };
  }
  return { type: 'failed', error: apiError(typeof status === 'number' ? status : 500, { code, message }) };
}
