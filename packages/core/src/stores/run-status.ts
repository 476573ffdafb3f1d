import type { DifyError } from '../errors/dify-error.ts';

/** What a machine is doing: a conversation, a text generator or a workflow. */
export type RunStatus = 'ready' | 'submitted' | 'streaming' | 'paused' | 'stopping' | 'reconnecting' | 'error';

/** How a run ended. Every run ends in exactly one of these. */
export type RunOutcome =
  | { readonly type: 'complete' }
  /** The person stopped it. `serverUnaware`: Dify could not be told and may go on. */
  | { readonly type: 'stopped'; readonly serverUnaware?: boolean }
  /** The connection was lost and the rest could not be found. What came is kept; the run may still be alive. */
  | { readonly type: 'interrupted'; readonly error: DifyError }
  | { readonly type: 'failed'; readonly error: DifyError };

/** How another action than the verb of a machine ended. */
export type RunActionResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'nothing-to-do' | 'failed' | 'busy' | 'disposed';
      readonly error?: DifyError;
    };
