import { isBusy } from '../chat/predicates.ts';
import type { DifyError } from '../errors/dify-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import type { LostRun, Run, RunListeners } from '../runs/run.ts';
import type { SavedRun } from '../storage/saved-run-record.ts';
import type { RunActionResult, RunOutcome, RunStatus } from './run-status.ts';

/** What happens to a run, whichever app it is of. Times are Unix milliseconds. */
export type RunStep =
  | { readonly type: 'started'; readonly startedAt: number; readonly isReplay?: boolean }
  | { readonly type: 'went-on' }
  | { readonly type: 'event'; readonly event: DifyEvent; readonly now: number }
  | { readonly type: 'settled'; readonly outcome: RunOutcome; readonly now: number }
  | { readonly type: 'stopping'; readonly now: number }
  | { readonly type: 'stop-told'; readonly unaware: boolean }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'reconnected' }
  | { readonly type: 'gap' };

/** What every state of a run says. */
export interface RunFacts {
  readonly status: RunStatus;
  readonly error: DifyError | null;
  readonly outcome: RunOutcome | null;
}

/** What a driver moves, and whom it tells. */
export interface DriverHost {
  getState(): RunFacts;
  dispatch(step: RunStep, when?: 'soon' | 'now'): void;
  /** Tells subscribers now. */
  publish(): void;
  now(): number;
  onEvent?(event: DifyEvent): void;
  onWarning?(warning: string): void;
  /** What to keep of the run; `null` when it is over. */
  onRunChange?(saved: SavedRun | null): void;
  /** The run has ended or waits. Called before its promise resolves. */
  onSettled(): void;
  /** Looks for the end of a run that cannot be read any more. @returns whether it was found */
  recover(lost: LostRun): Promise<boolean>;
  /** Called where an event ended the run but the state does not know how. Resolves when it does. */
  decide?(): Promise<void>;
}

/** Drives one run at a time: its events to the state, its end to whoever waits for it. */
export interface RunDriver {
  /** Reads a run, and resolves when it has ended or waits, was stopped, or was let go of. */
  drive(open: (listeners: RunListeners) => Run): Promise<'settled' | 'detached'>;
  stop(): Promise<RunActionResult>;
  /** Resolves when a stop that is on its way has been told. */
  stopped(): Promise<unknown>;
  /** Lets go of the run without stopping it. */
  detach(): void;
  /** What is known of the run that is read or was read last. */
  saved(): SavedRun | null;
}

/** A driver for the runs of one machine. */
export function createRunDriver(host: DriverHost): RunDriver {
  let current: Run | null = null;
  let last: SavedRun | null = null;
  let stopping: Promise<RunActionResult> | null = null;
  let end: ((how: 'settled' | 'detached') => void) | null = null;
  let turn = 0;
  let isStopped = false;
  let isDeciding = false;

  const isOver = () => host.getState().outcome !== null || host.getState().status === 'paused';

  function keep(saved: SavedRun | null): void {
    if (saved !== null) last = saved;
    host.onRunChange?.(saved);
  }

  /** The state knows how the run ended: tells everybody, once. */
  function settle(): void {
    if (end === null) return;
    const done = end;
    end = null;
    if (current !== null) last = current.saved();
    host.publish();
    keep(host.getState().status === 'paused' ? last : null);
    host.onSettled();
    done('settled');
  }

  function settleAs(outcome: RunOutcome): void {
    host.dispatch({ type: 'settled', outcome, now: host.now() }, 'now');
    settle();
  }

  async function decide(mine: number): Promise<void> {
    isDeciding = true;
    await host.decide?.();
    isDeciding = false;
    if (mine !== turn || end === null) return;
    if (isOver()) settle();
    else settleAs({ type: 'interrupted', error: endless() });
  }

  function listenersOf(mine: number): RunListeners {
    const isMine = () => mine === turn;
    return {
      onEvent(event) {
        if (!isMine()) return 'ended';
        if (!isStopped) host.onEvent?.(event);
        if (!isMine()) return 'ended';
        const { status } = host.getState();
        host.dispatch({ type: 'event', event, now: host.now() });
        const isEnd = event.event === 'workflow_finished' || host.getState().outcome !== null;
        if (isEnd) {
          if (isOver()) settle();
          else void decide(mine);
          return 'ended';
        }
        if (status === 'submitted' || host.getState().status === 'paused') host.publish();
        return host.getState().status === 'paused' ? 'waits' : 'open';
      },
      onWarning: (warning) => isMine() && host.onWarning?.(warning),
      onPhase(phase) {
        if (!isMine() || end === null) return;
        if (phase === 'reconnecting' || phase === 'recovering') host.dispatch({ type: 'reconnecting' }, 'now');
        else if (phase === 'streaming') host.dispatch({ type: 'reconnected' });
      },
      onGap: () => isMine() && host.dispatch({ type: 'gap' }),
      onKnown(saved) {
        if (isMine() && end !== null) keep(saved);
      },
      onEnd(how) {
        if (!isMine() || end === null) return;
        if (how.type === 'failed') settleAs({ type: 'failed', error: how.error });
        else if (how.type === 'lost') settleAs({ type: 'interrupted', error: how.error });
        else if (isOver()) settle();
        else if (!isDeciding) settleAs({ type: 'interrupted', error: endless() });
      },
      recover: (lost) => (isMine() ? host.recover(lost) : Promise.resolve(false)),
    };
  }

  function detach(): void {
    if (isOver()) settle();
    turn++;
    if (current !== null) last = current.saved();
    current?.detach();
    current = null;
    const done = end;
    end = null;
    done?.('detached');
  }

  return {
    drive(open) {
      detach();
      const mine = turn;
      isStopped = false;
      return new Promise((resolve) => {
        end = resolve;
        const run = open(listenersOf(mine));
        if (mine !== turn) return run.detach();
        current = run;
        if (end !== null) keep(run.saved());
      });
    },
    async stop() {
      if (stopping !== null) return stopping;
      if (!isBusy(host.getState())) return { ok: false, reason: 'nothing-to-do' };
      const run = current;
      isStopped = true;
      host.dispatch({ type: 'stopping', now: host.now() }, 'now');
      settle();
      stopping = tell(run);
      const result = await stopping;
      stopping = null;
      host.dispatch({ type: 'stop-told', unaware: !result.ok }, 'now');
      return result;
    },
    stopped: () => stopping ?? Promise.resolve(),
    detach,
    saved: () => current?.saved() ?? last,
  };
}

async function tell(run: Run | null): Promise<RunActionResult> {
  const outcome = await run?.stop();
  if (outcome === undefined || outcome.told) return { ok: true };
  return { ok: false, reason: 'failed', ...(outcome.error === undefined ? {} : { error: outcome.error }) };
}

function endless(): StreamError {
  return new StreamError('The connection was lost before the run had ended.', { code: 'interrupted' });
}
