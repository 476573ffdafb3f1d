import type { DifyError } from '../errors/dify-error.ts';
import { StreamError } from '../errors/stream-error.ts';
import type { DifyEvent } from '../events/dify-event.ts';
import * as workflows from '../resources/workflows/endpoints.ts';
import { deferred } from '../streams/deferred.ts';
import type { DifyStream } from '../streams/dify-stream.ts';
import type { StreamOptions } from '../transport/options.ts';
import { asDifyError } from './as-dify-error.ts';
import { attachRun } from './endpoints.ts';
import { createGrace } from './grace.ts';
import { nextWay, type Way } from './next-way.ts';
import type { ReadEnd } from './read-once.ts';
import type { Run, RunEnd, RunOptions, StopOutcome } from './run.ts';
import { openConnection, type RunConnection } from './run-connection.ts';
import type { RunFacts } from './run-facts.ts';
import { storedRun } from './stored-run.ts';
import { systemEnvironment } from './system-environment.ts';
import { tellStop } from './tell-stop.ts';
import { pause, pauseForTry } from './wait.ts';

/** Milliseconds without a byte. Dify pings every 10 s. */
const idleMs = 45_000;
/** Milliseconds of keep-alives alone after which Dify is asked whether a run that was attached to goes on at all. */
const silentRunMs = 15_000;
/** Milliseconds between two readers of a run at Dify: some versions mix them up otherwise. */
const readerPauseMs = 1500;
/** Milliseconds that a stop waits for the run's name. */
const nameMs = 10_000;
/** A connection that lived as long was none that brought nothing. */
const livelyMs = 10_000;

/** A session over a run. */
export interface SessionOptions extends RunOptions {
  readonly facts: RunFacts;
  /** Where the reading begins. */
  readonly way: Way;
  /** Sends the run; absent where the input is not at hand. */
  readonly send?: ((options: StreamOptions) => DifyStream) | undefined;
  readonly isContinued?: boolean | undefined;
}

/** Reads a run to its end: one connection after the other, never two at once, and each event once. */
export function openSession(options: SessionOptions): Run {
  const { dify, facts, kind, listeners, environment = systemEnvironment() } = options;
  /** Ends everything that waits. */
  const life = new AbortController();
  /** Resolves when the run can be named to the server, or never will be. */
  const named = deferred<void>();
  let connection: RunConnection | undefined;
  let isOver = false;
  let isGone = false;
  /** Whether the run waits for a person: its log may go on, and need not. */
  let isWaiting = false;
  /** Whether the headers of any answer have come. */
  let hasOpened = false;
  let stopping: Promise<StopOutcome> | undefined;
  const grace = createGrace(environment, () => connection?.close());
  const isQuiet = () => isOver || isGone || stopping !== undefined;

  function finish(end: RunEnd): void {
    if (isQuiet()) return;
    isOver = true;
    listeners.onEnd(end);
  }

  function tellKnown(): void {
    if (facts.saved().handle !== undefined || facts.saved().taskId !== undefined) named.resolve();
    if (!isGone) listeners.onKnown?.(facts.saved());
  }

  /** Takes the next event. Throws what the listener throws. */
  function take(event: DifyEvent, eventId: string): 'on' | 'leave' {
    if (isGone) return 'leave';
    if (!facts.isNew(eventId)) return 'on';
    if (facts.isForeign(event)) {
      listeners.onWarning?.(`An event of another run (${event.event}) came in; it was passed over.`);
      return 'on';
    }
    const isNamed = facts.learn(event, eventId);
    if (isNamed) tellKnown();
    if (isQuiet()) {
      if (isNamed || isTrailing(event)) listeners.onEvent(event);
      if (event.event === 'tts_message') grace.begin();
      return 'on';
    }
    const said = listeners.onEvent(event);
    isWaiting = said === 'waits';
    if (isWaiting) grace.begin();
    else if (said === 'open') grace.cancel();
    if (said !== 'ended') return isGone ? 'leave' : 'on';
    finish({ type: 'ended' });
    grace.begin();
    return event.event === 'error' ? 'leave' : 'on';
  }

  function streamOf(way: Way, streamOptions: StreamOptions): DifyStream {
    const { handle = '', workflowRunId = '' } = facts.saved();
    if (way === 'send' && options.send !== undefined) return options.send(streamOptions);
    if (way === 'log') return dify.stream(attachRun, { handle, after: facts.lastNumber() }, streamOptions);
    return dify.stream(
      workflows.events,
      { workflow_run_id: workflowRunId, include_state_snapshot: true },
      streamOptions,
    );
  }

  function opened(way: Way, runHandle: string | null): void {
    if (isGone) return;
    const isOther = runHandle === null || facts.learnHandle(runHandle);
    if (runHandle !== null) tellKnown();
    if (isQuiet()) return;
    if (way === 'workflow' && isOther) listeners.onGap?.();
    listeners.onPhase?.('streaming');
  }

  /** Reads one connection. */
  async function read(
    way: Way,
  ): Promise<{ readonly end: ReadEnd; readonly wasOpen: boolean; readonly lived: boolean }> {
    const begunAt = environment.now();
    const before = facts.progress();
    let wasOpen = false;
    if (way === 'workflow') facts.forgetTask();
    connection = openConnection({
      environment,
      open: (streamOptions) => streamOf(way, streamOptions),
      idleMs: options.idleMs ?? idleMs,
      eventMs: way === 'workflow' ? silentRunMs : 0,
      isReplaceable: () => facts.saved().handle !== undefined,
      idempotencyKey: way === 'send' && dify.isKeyed ? facts.saved().idempotencyKey : undefined,
      isRetriedHere: way !== 'send' || dify.isKeyed,
      onOpen(runHandle) {
        wasOpen = true;
        hasOpened = true;
        opened(way, runHandle);
      },
      onWarning: (warning) => {
        if (!isGone) listeners.onWarning?.(warning);
      },
      take,
      isOver: () => isWaiting || isQuiet(),
    });
    const end = await connection.end;
    connection = undefined;
    const hasCome = facts.progress() > before;
    return { end, wasOpen, lived: hasCome || (wasOpen && environment.now() - begunAt >= livelyMs) };
  }

  /** Whether what the server has stored of a workflow's run is its end, which is then taken. */
  async function isStoredEnd(): Promise<boolean> {
    const { workflowRunId } = facts.saved();
    if (workflowRunId === undefined) return false;
    const stored = await storedRun(dify, workflowRunId, life.signal);
    if (isQuiet() || stored.type !== 'over') return false;
    listeners.onGap?.();
    if (listeners.onEvent(stored.event) === 'ended') finish({ type: 'ended' });
    return isOver;
  }

  async function lookForStored(error: DifyError): Promise<void> {
    listeners.onPhase?.('recovering');
    const { signal } = life;
    const lost = { saved: facts.saved(), signal, pause: (ms: number) => pause(environment, ms, signal) };
    const isFound = (await isStoredEnd()) || ((await listeners.recover?.(lost)) ?? false);
    finish(isFound ? { type: 'ended' } : { type: 'lost', error });
  }

  async function go(): Promise<void> {
    let { way } = options;
    let tries = 0;
    let error: DifyError = new StreamError('The answer broke off before its end.', { code: 'interrupted' });
    if (way === 'send') listeners.onPhase?.('connecting');
    else listeners.onPhase?.('reconnecting');
    while (way !== 'stored' && way !== 'none') {
      const { end, lived, wasOpen } = await read(way);
      if (isWaiting) return finish({ type: 'ended' });
      if (end.type === 'over' || isQuiet()) return;
      error = end.error;
      tries = lived ? 1 : tries + 1;
      const { isKeyed } = dify;
      const before: Way = way;
      const canSend = options.send !== undefined;
      way = nextWay({ way, end, facts, wasOpen, tries, isKeyed, canSend, isContinued: options.isContinued ?? false });
      if (way === 'none' && (end.type === 'thrown' || !hasOpened)) {
        return finish({ type: 'failed', error });
      }
      if (way === 'none') return finish({ type: 'lost', error });
      if (before === 'log' && way !== 'log') facts.forgetHandle();
      if (way !== before) tries = 1;
      listeners.onPhase?.('reconnecting');
      if (isQuiet()) return;
      if (before === 'workflow' && (await isStoredEnd())) return;
      if (way === 'workflow') await pause(environment, readerPauseMs, life.signal);
      if (way !== 'stored') await pauseForTry(environment, tries - 1, life.signal);
      if (isQuiet()) return;
    }
    await lookForStored(error);
  }

  async function tell(): Promise<StopOutcome> {
    if (connection !== undefined) {
      const cancel = environment.setTimer(nameMs, () => named.resolve());
      void connection.end.then(() => named.resolve());
      await named.promise;
      cancel();
    }
    const outcome = await tellStop(dify, kind, facts.saved());
    if (outcome.told) grace.begin();
    else connection?.close();
    return outcome;
  }

  go()
    .catch((cause: unknown) => finish({ type: 'failed', error: asDifyError(cause) }))
    .finally(() => {
      if (isOver) grace.cancel();
    });

  return {
    stop() {
      if (stopping === undefined) {
        if (isOver || isGone) return Promise.resolve({ told: true });
        stopping = Promise.resolve().then(tell);
        life.abort();
      }
      return stopping;
    },
    detach() {
      isGone = true;
      life.abort();
      grace.cancel();
      connection?.close();
    },
    saved: facts.saved,
  };
}

function isTrailing({ event }: DifyEvent): boolean {
  return event === 'message_end' || event === 'tts_message' || event === 'tts_message_end';
}
